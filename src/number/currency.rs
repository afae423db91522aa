//! Currencies: which codes there are, and what sign they take.

/// A currency of ISO 4217, or none. It changes how money is shown and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(&'static str);

/// The codes in use, each followed by its sign where one is common.
const TABLE: &str = "\
AED AFN ALL AMD֏ AOA ARS AUDA$ AWG AZN₼ BAM BBD BDT৳ BGN BHD BIF BMD BND BOB BRLR$ BSD BTN BWP BYN \
BZD CADCA$ CDF CHF CLP CNYCN¥ COP CRC₡ CUP CVE CZKKč DJF DKK DOP DZD EGP ERN ETB EUR€ FJD FKP GBP£ \
GEL₾ GHS₵ GIP GMD GNF GTQ GYD HKDHK$ HNL HTG HUFFt IDRRp ILS₪ INR₹ IQD IRR ISK JMD JOD JPY¥ KES KGS \
KHR KMF KPW KRW₩ KWD KYD KZT₸ LAK₭ LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT₮ MOP MRU MUR MVR MWK \
MXNMX$ MYRRM MZN NAD NGN₦ NIO NOK NPR NZDNZ$ OMR PAB PEN PGK PHP₱ PKR PLNzł PYG₲ QAR RON RSD RUB₽ \
RWF SAR SBD SCR SDG SEK SGDS$ SHP SLE SOS SRD SSP STN SVC SYP SZL THB฿ TJS TMT TND TOP TRY₺ TTD \
TWDNT$ TZS UAH₴ UGX USD$ UYU UZS VED VES VND₫ VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

impl Currency {
    /// No currency: amounts are shown without a sign. ISO 4217 writes it XXX.
    pub const NONE: Currency = Currency("XXX");
    /// US dollar, what a link without a currency means.
    pub const USD: Currency = Currency("USD$");
    /// Euro.
    pub const EUR: Currency = Currency("EUR€");
    /// Pound sterling.
    pub const GBP: Currency = Currency("GBP£");

    /// Every currency in use, by code; [`Currency::NONE`] is not among them.
    pub fn all() -> impl Iterator<Item = Currency> {
        TABLE.split(' ').map(Currency)
    }

    /// By its code, in capitals or not.
    pub fn parse(code: &str) -> Option<Currency> {
        let same = |currency: &Currency| currency.code().eq_ignore_ascii_case(code);
        Currency::all().chain([Currency::NONE]).find(same)
    }

    /// Three capital letters.
    pub fn code(self) -> &'static str {
        self.0.split_at_checked(3).map_or(self.0, |(code, _)| code)
    }

    /// The sign, or the code where none is common; empty for [`Currency::NONE`].
    pub fn symbol(self) -> &'static str {
        match self.0.split_at_checked(3) {
            _ if self == Currency::NONE => "",
            Some((_, sign)) if !sign.is_empty() => sign,
            _ => self.code(),
        }
    }

    /// Whether a typed amount may carry this sign or code.
    pub(super) fn is_sign(text: &str) -> bool {
        // Signs that people write and no currency of the table claims for itself.
        const OTHERS: &str = "US$ C$ kr Kr Rs Fr R";
        let known = || {
            OTHERS.split(' ').any(|sign| sign == text)
                || Currency::all()
                    .any(|currency| [currency.symbol(), currency.code()].contains(&text))
        };
        // Most numbers carry none, and are read at every key.
        !text.is_empty() && known()
    }
}

impl Default for Currency {
    fn default() -> Currency {
        Currency::USD
    }
}
