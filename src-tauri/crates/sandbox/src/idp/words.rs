//! The organisation's own pages: its terms, its privacy notice, its help. Made up, and short.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::NAME;
use crate::pages::{Language, page};
use crate::server::Server;

/// The version of the terms.
const TERMS_VERSION: &str = "1.0";

/// What a consent to the present terms names: the address of the text, and its version.
pub(crate) fn terms(base_url: &str) -> String {
    format!("{base_url}/organisation/terms#version={TERMS_VERSION}")
}

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/organisation/terms", get(terms_page))
        .route("/organisation/privacy", get(privacy_page))
        .route("/organisation/help", get(help_page))
}

async fn terms_page(headers: HeaderMap) -> Response {
    let language = Language::of(&headers);
    let title = language.pick("Terms of use", "Condiciones de uso");
    let text = language.pick(
        "We keep your account. You decide what is looked for, and who sees it. You can leave at any time.",
        "Guardamos su cuenta. Usted decide qué se busca y quién lo ve. Puede irse cuando quiera.",
    );
    plain(language, title, text)
}

async fn privacy_page(headers: HeaderMap) -> Response {
    let language = Language::of(&headers);
    let title = language.pick("Privacy notice", "Aviso de privacidad");
    let text = language.pick(
        "We use your details to find your records, and for nothing else.",
        "Usamos sus datos para hallar sus registros, y para nada más.",
    );
    plain(language, title, text)
}

async fn help_page(headers: HeaderMap) -> Response {
    let language = Language::of(&headers);
    let title = language.pick("Help", "Ayuda");
    let text = language.pick("Call us at 555 0199.", "Llámenos al 555 0199.");
    plain(language, title, text)
}

fn plain(language: Language, title: &str, text: &str) -> Response {
    let note = language.pick("The organization is made up.", "La organización es inventada.");
    let version = format!("{title} · {TERMS_VERSION}");
    let body = format!("<h1>{NAME}</h1><h2>{version}</h2><p>{text}</p><p><small>{note}</small></p>");
    page(language, StatusCode::OK, &format!("{NAME}: {title}"), "", &body)
}
