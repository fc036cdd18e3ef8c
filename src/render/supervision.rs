//! How readers reach those who receive what they say.

use super::Renderer;
use super::draft::{Draft, Subject};
use super::page::Heading;
use super::view::report::SupervisionView;
use crate::words::Address;

impl Renderer<'_> {
    /// 监督.
    pub(super) fn supervision(&self, address: &Address) -> Draft<'_> {
        let supervision = &self.site.supervision;
        let view = SupervisionView {
            telephone: supervision.telephone.clone(),
            email: supervision.email.clone(),
            mailbox: supervision.mailbox.clone(),
            hours: supervision.hours.clone(),
            person: supervision.person.clone(),
            address: self.site.publisher.address.clone(),
        };
        let description = match &view.telephone {
            Some(telephone) => format!("监督电话 {telephone}，以及反映意见建议的其他渠道。"),
            None => "反映意见建议的渠道。".to_owned(),
        };
        let heading = Heading {
            family: "supervision",
            title: "监督",
            description: &description,
            section: Some("supervision"),
            breadcrumb: Vec::new(),
        };
        let page = self.page(address, heading);
        self.draft_page("supervision.html", page, Some(Subject::new("supervision", view)))
    }
}
