//! The examples of RFC 7515 (appendix A) and RFC 8037 (appendix A.4), through the same path as a token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::{Algorithm, KeySet, Refusal, check_signature};
use rstest::rstest;
use serde_json::{Value, json};

/// `{"iss":"joe", "exp":1300819380, "http://example.com/is_root":true}` with the line ends of the RFC.
const JOE: &str =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

const A1_MAC: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const A2_SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
const A3_SIGNATURE: &str =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const A4_SIGNATURE: &str = "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";

fn a2_key() -> Value {
    json!({"kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"})
}

fn a3_key() -> Value {
    json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})
}

fn a4_key() -> Value {
    json!({"kty": "EC", "crv": "P-521",
        "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
        "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"})
}

fn ed25519_key() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
}

const ED25519_SIGNATURE: &str =
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

fn checked(key: &Value, header: &str, payload: &str, signature: &str) -> Result<Vec<u8>, Refusal> {
    let keys = KeySet::parse(json!({"keys": [key]}).to_string().as_bytes()).unwrap();
    let token = format!("{}.{payload}.{signature}", URL_SAFE_NO_PAD.encode(header));
    check_signature(&token, &keys, &Algorithm::ALL)
}

#[rstest]
#[case(a2_key(), r#"{"alg":"RS256"}"#, JOE, A2_SIGNATURE)]
#[case(a3_key(), r#"{"alg":"ES256"}"#, JOE, A3_SIGNATURE)]
#[case(a4_key(), r#"{"alg":"ES512"}"#, "UGF5bG9hZA", A4_SIGNATURE)]
#[case(ed25519_key(), r#"{"alg":"EdDSA"}"#, "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc", ED25519_SIGNATURE)]
fn a_published_signature_verifies(
    #[case] key: Value,
    #[case] header: &str,
    #[case] payload: &str,
    #[case] signature: &str,
) {
    assert_eq!(checked(&key, header, payload, signature), Ok(URL_SAFE_NO_PAD.decode(payload).unwrap()));
    let good = URL_SAFE_NO_PAD.decode(signature).unwrap();
    for other_length in [[&[0], &good[..]].concat(), [&good[..], &[0]].concat(), good[1..].to_vec(), vec![0]]
    {
        let signature = URL_SAFE_NO_PAD.encode(other_length);
        assert_eq!(checked(&key, header, payload, &signature), Err(Refusal::BadSignature));
    }
    // The same bytes in another token are another token.
    assert_eq!(checked(&key, &header.replace('{', "{ "), payload, signature), Err(Refusal::BadSignature));
    assert_eq!(checked(&key, header, "e30", signature), Err(Refusal::BadSignature));
}

#[rstest]
// A.1: a symmetric key; what checks it could also have made it.
#[case("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}", A1_MAC, Refusal::AlgorithmNotAllowed)]
// A.5: no signature at all.
#[case(r#"{"alg":"none"}"#, "", Refusal::AlgorithmNotAllowed)]
// Appendix E: an extension that nobody defines.
#[case(
    "{\"alg\":\"none\",\r\n \"crit\":[\"http://example.com/UNDEFINED\"],\r\n \"http://example.com/UNDEFINED\":true\r\n}",
    "",
    Refusal::DemandsExtension
)]
fn what_the_rfc_publishes_and_we_do_not_take_is_refused(
    #[case] header: &str,
    #[case] signature: &str,
    #[case] refused: Refusal,
) {
    assert_eq!(checked(&a2_key(), header, JOE, signature), Err(refused));
}

#[test]
fn a_public_key_is_no_symmetric_secret() {
    // The confusion attack: the verifier's public key as the secret of a MAC.
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, a2_key().to_string().as_bytes());
    let header = r#"{"alg":"HS256"}"#;
    let signed = format!("{}.{JOE}", URL_SAFE_NO_PAD.encode(header));
    let mac = URL_SAFE_NO_PAD.encode(aws_lc_rs::hmac::sign(&key, signed.as_bytes()).as_ref());
    assert_eq!(checked(&a2_key(), header, JOE, &mac), Err(Refusal::AlgorithmNotAllowed));
}
