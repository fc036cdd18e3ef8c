//! PDF files for tests, put together from the text of their objects.

/// The objects of a file; the first is the catalog.
pub(crate) struct Pdf {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

/// A font whose codes 1 and 2 are 中 and 文, and 3 and 4 a and b.
const TABLE: &str = "1 beginbfchar <0001> <4E2D> endbfchar 1 beginbfrange <0002> <0002> <6587> <0003> <0004> <0061> endbfrange";

impl Pdf {
    fn new(catalog: &str, page: &str, content: &str) -> Self {
        let text = |text: String| text.into_bytes();
        Self {
            objects: vec![
                text(format!("<</Type/Catalog/Pages 2 0 R{catalog}>>")),
                text("<</Type/Pages/Kids[3 0 R]/Count 1>>".into()),
                text(format!(
                    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</P 8 0 R>>>>{page}>>"
                )),
                stream("", content.as_bytes()),
                text(
                    "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
                        .into(),
                ),
                stream("", TABLE.as_bytes()),
                text("<</Type/Font/Subtype/CIDFontType2/DW 1000/W[3[500 500]]>>".into()),
            ],
            trailer: "/Root 1 0 R".into(),
        }
    }

    /// A page with text in pieces: two Han characters and two letters.
    pub(crate) fn page(content: &str) -> Vec<u8> {
        Self::new("", "", content).build()
    }

    /// A page with this text on one line.
    pub(crate) fn saying(text: &str) -> Vec<u8> {
        let codes = || {
            (1..)
                .zip(text.encode_utf16())
                .map(|(code, unit): (u16, u16)| (code, unit))
        };
        let shown: String = codes().map(|(code, _)| format!("{code:04X}")).collect();
        let table: String = codes()
            .map(|(code, unit)| format!("1 beginbfchar <{code:04X}> <{unit:04X}> endbfchar "))
            .collect();
        let mut file = Self::new("", "", &format!("BT /F 10 Tf 50 700 Td <{shown}> Tj ET"));
        file.objects[5] = stream("", table.as_bytes());
        file.build()
    }

    pub(crate) fn with_annotation(annotation: &str) -> Vec<u8> {
        Self::new("", &format!("/Annots[{annotation}]"), WRITTEN).build()
    }

    pub(crate) fn with_catalog(catalog: &str) -> Vec<u8> {
        Self::new(catalog, "", WRITTEN).build()
    }

    /// A file that notes this everywhere where programs note something.
    pub(crate) fn with_everything(mark: &str) -> Vec<u8> {
        let mut file = Self::new(
            "/Metadata 9 0 R",
            &format!("/LastModified({mark})/PieceInfo<</A({mark})>>"),
            WRITTEN,
        );
        let picture = format!("PICTUREEXIF{mark}");
        file.objects.push(stream(
            "/Type/XObject/Subtype/Image/Filter/DCTDecode/Metadata 9 0 R",
            picture.as_bytes(),
        ));
        file.objects
            .push(stream("/Type/Metadata/Subtype/XML", mark.as_bytes()));
        file.objects
            .push(format!("<</Title({mark})/Author({mark})/Producer({mark})>>").into_bytes());
        file.objects
            .push(format!("(no longer used: {mark})").into_bytes());
        file.trailer = format!("/Root 1 0 R/Info 10 0 R/ID[({mark})({mark})]");
        file.build()
    }

    fn build(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (index, object) in self.objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        let size = self.objects.len() + 1;
        bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for place in places {
            bytes.extend(format!("{place:010} 00000 n \n").bytes());
        }
        let trailer = format!(
            "trailer\n<</Size {size}{}>>\nstartxref\n{start}\n%%EOF\n",
            self.trailer
        );
        bytes.extend(trailer.bytes());
        bytes
    }
}

/// What stands on the page of most tests.
const WRITTEN: &str = "BT /F 10 Tf 50 700 Td <00010002> Tj <00030004> Tj ET /P Do";

fn stream(more: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<</Length {}{more}>>\nstream\n", content.len()).into_bytes();
    bytes.extend(content);
    bytes.extend(b"\nendstream");
    bytes
}
