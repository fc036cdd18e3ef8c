//! The command line → what the README says of it, and that it is well formed.

use clap::CommandFactory;

use super::Arguments;

#[test]
fn the_readme_lists_every_command() {
    let readme = include_str!("../../../README.md");
    let line = readme.lines().find_map(|line| line.strip_prefix("Commands: "));
    let (list, _) = line.and_then(|line| line.split_once(". ")).expect("the list");
    let listed: Vec<&str> = list.split("`, ").flat_map(|part| part.split("), ")).collect();
    let names = listed
        .iter()
        .map(|part| part.trim_start_matches('`').split('`').next());
    let all = Arguments::command();
    let commands = all.get_subcommands().map(|command| Some(command.get_name()));
    let (mut names, mut commands): (Vec<_>, Vec<_>) = (names.collect(), commands.collect());
    names.sort_unstable();
    commands.sort_unstable();
    assert_eq!(names, commands, "README.md, the command line");
}

#[test]
fn help_has_no_english_words_of_claps_own() {
    let mut all = Arguments::command();
    let mut helps = vec![all.render_long_help().to_string()];
    helps.extend(
        all.get_subcommands_mut()
            .map(|of| of.render_long_help().to_string()),
    );
    assert!(helps.len() > 8, "{}", helps.len());
    for help in helps {
        for word in [
            "Options", "Arguments", "Commands", "Usage", "default:", "values:", "aliases:", "Print ",
        ] {
            assert!(!help.contains(word), "{word}\n{help}");
        }
    }
}
