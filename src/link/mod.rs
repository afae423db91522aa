use crate::number::Currency; use crate::retention::*;
#[derive(Clone, Debug)] pub struct Link { pub period: Period, pub currency: Currency }
impl Link { pub fn of(_: &Totals, currency: Currency) -> Link { Link{period: Period::YEAR, currency} } pub fn plain(&self,_:Input)->Option<String>{None} pub fn filled(&self)->usize{0} }
pub struct Presentation { pub theme: Option<String> } impl Presentation { pub fn query(&self)->String{String::new()} }
pub struct Decoded { pub link: Option<Link>, pub notices: Vec<Notice>, pub presentation: Presentation, pub from_query: bool }
pub enum NoticeKind { BadValue, LossSign, NewerVersion, TooLong, TooManyKeys }
pub struct Notice { pub key: String, pub text: String, pub kind: NoticeKind }
pub fn decode(_:&str,_:&str)->Decoded { Decoded{link:None,notices:vec![],presentation:Presentation{theme:None},from_query:false} }
pub fn encode(_:&Link)->String{String::new()}
