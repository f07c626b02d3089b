//! The self-check: a link is shown only when it is what was asked for (`spec/shl-wire.md`, section 11).

use crate::Payload;
use crate::qr::Qr;

/// What the link must be.
#[derive(Debug)]
pub struct Expected<'a> {
    /// The label that was asked for.
    pub label: &'a str,
    /// The end of the validity as the network gave it beside the link, in seconds since 1970.
    pub ends_at: f64,
}

/// Why a link is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckFailure {
    /// The payload does not decode.
    #[error("the payload does not decode: {0}")]
    Payload(#[from] crate::PayloadError),
    /// A passcode was given, but the link would open without one.
    #[error("the link asks for no passcode")]
    NoPasscode,
    /// The end in the link is not the end that the network told.
    #[error("the link ends at another time")]
    End,
    /// The label is not the one that was asked for.
    #[error("the link has another label")]
    Label,
    /// There is no address before `shlink:/`, so a phone would not open it.
    #[error("the link has no viewer")]
    Viewer,
    /// The QR code cannot be made or does not read back.
    #[error("no readable QR code")]
    Qr(#[from] crate::qr::QrError),
}

/// Checks a freshly issued link and makes its code. Which hosts are ours is checked by who knows the settings.
pub fn check_issued(text: &str, expected: &Expected<'_>) -> Result<(Payload, Qr), CheckFailure> {
    let payload = Payload::parse(text)?;
    if !payload.flags.passcode {
        return Err(CheckFailure::NoPasscode);
    }
    // The payload's end is cut to the second.
    if payload.expires.is_none_or(|end| (end - expected.ends_at).abs() > 1.0) {
        return Err(CheckFailure::End);
    }
    if payload.label != expected.label {
        return Err(CheckFailure::Label);
    }
    if text.split_once("#shlink:/").is_none_or(|(viewer, _)| url::Url::parse(viewer).is_err()) {
        return Err(CheckFailure::Viewer);
    }
    let qr = Qr::encode(text)?;
    qr.reads_back(text)?;
    Ok((payload, qr))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use rstest::rstest;

    const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    fn issued(flag: &str, exp: u64, label: &str, viewer: &str) -> String {
        let json = format!(
            r#"{{"url":"https://a.test/m","key":"{KEY}","exp":{exp},"flag":"{flag}","label":"{label}"}}"#
        );
        format!("{viewer}shlink:/{}", URL_SAFE_NO_PAD.encode(json))
    }

    #[rstest]
    #[case("P", 1000, "Health Records", "https://v.test/#", None)]
    #[case("", 1000, "Health Records", "https://v.test/#", Some(CheckFailure::NoPasscode))]
    #[case("P", 1002, "Health Records", "https://v.test/#", Some(CheckFailure::End))]
    #[case("P", 1000, "Other", "https://v.test/#", Some(CheckFailure::Label))]
    #[case("P", 1000, "Health Records", "", Some(CheckFailure::Viewer))]
    fn only_the_link_that_was_asked_for_passes(
        #[case] flag: &str,
        #[case] exp: u64,
        #[case] label: &str,
        #[case] viewer: &str,
        #[case] failure: Option<CheckFailure>,
    ) {
        let text = issued(flag, exp, label, viewer);
        let expected = Expected { label: "Health Records", ends_at: 1000.887 };
        assert_eq!(check_issued(&text, &expected).err(), failure);
    }
}
