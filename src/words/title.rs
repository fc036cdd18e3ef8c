//! A title inside a sentence.

/// A title in 《》; marks inside it become 〈〉, as GB/T 15834 has them.
#[must_use]
pub fn quoted_title(title: &str) -> String {
    let inner = |c| match c {
        '《' => '〈',
        '》' => '〉',
        c => c,
    };
    format!("《{}》", title.chars().map(inner).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::quoted_title;

    #[test]
    fn marks_inside_a_title_are_single() {
        assert_eq!(quoted_title("关于开会的通知"), "《关于开会的通知》");
        assert_eq!(quoted_title("《条例》学习提要"), "《〈条例〉学习提要》");
    }
}
