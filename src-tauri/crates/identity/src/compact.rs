//! The outside of a token: three parts of base64url and a header that is a plain JWT's (rules V1 to V4, V6 to V8).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::{Algorithm, Refusal, strict_json};

/// Longest token that is read at all, in bytes. Published tokens have about two thousand.
const LONGEST: usize = 64 * 1024;

/// Headers by which a token would bring its own key (RFC 8725, section 3.10).
const OWN_KEY: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];
/// Headers that change how the token is read; nothing of the kind is understood here (RFC 7515, section 4.1.11).
const EXTENSIONS: [&str; 4] = ["crit", "b64", "zip", "enc"];

/// A token taken apart. The payload is bytes until the signature has been checked.
pub(crate) struct Compact<'a> {
    pub(crate) algorithm: Algorithm,
    pub(crate) kid: Option<String>,
    /// The bytes that were signed, as received.
    pub(crate) signed: &'a [u8],
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl<'a> Compact<'a> {
    pub(crate) fn parse(token: &'a str, allowed: &[Algorithm]) -> Result<Self, Refusal> {
        if token.len() > LONGEST {
            return Err(Refusal::NotCompact);
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, payload, signature] = parts[..] else { return Err(Refusal::NotCompact) };
        if header.is_empty() {
            return Err(Refusal::NotCompact);
        }
        let signed = &token.as_bytes()[..header.len() + 1 + payload.len()];
        let header = strict_json::object(&decode(header)?).ok_or(Refusal::NotJsonObject)?;
        let (algorithm, kid) = read_header(&header, allowed)?;
        let payload = decode(payload)?;
        // An unsigned token is told by its header before it is told by its empty last part.
        if signature.is_empty() {
            return Err(Refusal::NotCompact);
        }
        Ok(Self { algorithm, kid, signed, payload, signature: decode(signature)? })
    }
}

/// Strict: no padding, no white space, no other alphabet, no stray bits at the end.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Refusal> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Refusal::NotBase64Url)
}

fn read_header(
    header: &Map<String, Value>,
    allowed: &[Algorithm],
) -> Result<(Algorithm, Option<String>), Refusal> {
    if OWN_KEY.iter().any(|name| header.contains_key(*name)) {
        return Err(Refusal::BringsOwnKey);
    }
    if EXTENSIONS.iter().any(|name| header.contains_key(*name)) {
        return Err(Refusal::DemandsExtension);
    }
    let algorithm = header
        .get("alg")
        .and_then(Value::as_str)
        .and_then(Algorithm::parse)
        .filter(|algorithm| allowed.contains(algorithm))
        .ok_or(Refusal::AlgorithmNotAllowed)?;
    if header.get("typ").is_some_and(|typ| !typ.as_str().is_some_and(is_jwt)) {
        return Err(Refusal::WrongType);
    }
    let kid = match header.get("kid") {
        None => None,
        Some(Value::String(kid)) => Some(kid.clone()),
        Some(_) => return Err(Refusal::UnknownKey),
    };
    Ok((algorithm, kid))
}

fn is_jwt(typ: &str) -> bool {
    let typ = typ.to_ascii_lowercase();
    typ.strip_prefix("application/").unwrap_or(&typ) == "jwt"
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn token(header: &str) -> String {
        format!("{}.{}.AAAA", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode("{}"))
    }

    fn refusal(token: &str) -> Option<Refusal> {
        Compact::parse(token, &Algorithm::ALL).err()
    }

    #[rstest]
    #[case("")]
    #[case("abc")]
    #[case("e30.e30")]
    #[case("e30.e30.AAAA.AAAA")]
    #[case("e30.e30.AAAA.AAAA.AAAA")] // five parts: encrypted
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.")]
    #[case(".e30.AAAA")]
    fn v1_only_the_compact_form_is_read(#[case] token: &str) {
        assert_eq!(refusal(token), Some(Refusal::NotCompact));
    }

    #[test]
    fn v1_json_serialization_is_refused() {
        let json = r#"{"payload":"e30","protected":"eyJhbGciOiJFUzI1NiJ9","signature":"AAAA"}"#;
        assert_eq!(refusal(json), Some(Refusal::NotCompact));
    }

    #[test]
    fn v1_the_length_is_bounded() {
        let token = token(r#"{"alg":"ES256"}"#) + &"A".repeat(LONGEST);
        assert_eq!(refusal(&token), Some(Refusal::NotCompact));
    }

    #[rstest]
    #[case("eyJhbGciOiJFUzI1NiJ9=.e30.AAAA")]
    #[case("eyJhbGciOiJFUzI1NiJ9.e30=.AAAA")]
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.AAA=")]
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.AA+A")]
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.AA/A")]
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.AAAA\n")]
    #[case(" eyJhbGciOiJFUzI1NiJ9.e30.AAAA")]
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.AAB")] // stray bits
    #[case("eyJhbGciOiJFUzI1NiJ9.e30.A")]
    fn v2_base64url_is_strict(#[case] token: &str) {
        assert_eq!(refusal(token), Some(Refusal::NotBase64Url));
    }

    #[rstest]
    #[case(r#"["ES256"]"#)]
    #[case(r#"{"alg":"ES256","alg":"none"}"#)]
    #[case("hello")]
    fn v3_the_header_is_one_object(#[case] header: &str) {
        assert_eq!(refusal(&token(header)), Some(Refusal::NotJsonObject));
    }

    #[rstest]
    #[case(r#"{"alg":"none"}"#)]
    #[case(r#"{"alg":"None"}"#)]
    #[case(r#"{"alg":"nOnE"}"#)]
    #[case(r#"{"alg":""}"#)]
    #[case(r#"{"alg":"HS256"}"#)]
    #[case(r#"{"alg":"HS384"}"#)]
    #[case(r#"{"alg":"HS512"}"#)]
    #[case(r#"{"alg":"es256"}"#)]
    #[case(r#"{"alg":"ES256K"}"#)]
    #[case(r#"{"alg":256}"#)]
    #[case(r#"{"alg":["ES256"]}"#)]
    #[case("{}")]
    fn v4_only_listed_algorithms_pass(#[case] header: &str) {
        assert_eq!(refusal(&token(header)), Some(Refusal::AlgorithmNotAllowed), "{header}");
    }

    #[test]
    fn v4_the_list_is_the_issuers() {
        let token = token(r#"{"alg":"ES256"}"#);
        assert_eq!(Compact::parse(&token, &[Algorithm::Rs256]).err(), Some(Refusal::AlgorithmNotAllowed));
        assert!(Compact::parse(&token, &[Algorithm::Es256]).is_ok());
    }

    #[test]
    fn v4_an_unsigned_token_is_told_by_its_algorithm() {
        assert_eq!(refusal("eyJhbGciOiJub25lIn0.e30."), Some(Refusal::AlgorithmNotAllowed));
    }

    #[rstest]
    #[case(r#"{"alg":"ES256","jwk":{}}"#)]
    #[case(r#"{"alg":"ES256","jku":"https://evil.test/keys"}"#)]
    #[case(r#"{"alg":"ES256","x5u":"https://evil.test/cert"}"#)]
    #[case(r#"{"alg":"ES256","x5c":[]}"#)]
    fn v6_a_token_brings_no_key_of_its_own(#[case] header: &str) {
        assert_eq!(refusal(&token(header)), Some(Refusal::BringsOwnKey));
    }

    #[rstest]
    #[case(r#"{"alg":"ES256","crit":["exp"]}"#)]
    #[case(r#"{"alg":"ES256","crit":[]}"#)]
    #[case(r#"{"alg":"ES256","b64":false}"#)]
    #[case(r#"{"alg":"ES256","zip":"DEF"}"#)]
    #[case(r#"{"alg":"ES256","enc":"A256GCM"}"#)]
    fn v7_no_extension_is_understood(#[case] header: &str) {
        assert_eq!(refusal(&token(header)), Some(Refusal::DemandsExtension));
    }

    #[rstest]
    #[case(r#""JWT""#, true)]
    #[case(r#""jwt""#, true)]
    #[case(r#""application/jwt""#, true)]
    #[case(r#""Application/JWT""#, true)]
    #[case(r#""at+jwt""#, false)]
    #[case(r#""logout+jwt""#, false)]
    #[case(r#""JOSE""#, false)]
    #[case("1", false)]
    #[case("null", false)]
    fn v8_a_typed_token_is_a_jwt(#[case] typ: &str, #[case] good: bool) {
        let expected = if good { None } else { Some(Refusal::WrongType) };
        assert_eq!(refusal(&token(&format!(r#"{{"alg":"ES256","typ":{typ}}}"#))), expected, "{typ}");
    }

    #[test]
    fn v9_a_key_id_is_text() {
        assert_eq!(refusal(&token(r#"{"alg":"ES256","kid":7}"#)), Some(Refusal::UnknownKey));
    }
}
