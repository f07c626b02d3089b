//! The page behind `createVerificationUrl` (bwell-wire 5.3): the person at the browser chooses what the check says.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use crate::pages::{Language, ending, escape, page, radios, with_parameter};
use crate::portal::stale_page;
use crate::server::Server;
use crate::verification::{Proof, ProofError};
use crate::world::{Purpose, Stage, Stale};

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/identity/check", get(check_page).post(check))
        .route("/identity/complete", get(complete))
}

#[derive(Deserialize)]
struct Asked {
    request: String,
}

#[derive(Deserialize)]
struct Chosen {
    request: String,
    /// `match`, `differ`, `fail`, `weak`, or `stop` from the second button.
    result: String,
    #[serde(default)]
    stop: Option<String>,
}

async fn check_page(
    State(server): State<Arc<Server>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    let name = server.world(|world, now| {
        let request = world.request(&asked.request, now)?;
        if !matches!(request.purpose, Purpose::Verify { .. }) {
            return Err(Stale::Unknown);
        }
        let subject = request.subject.clone();
        let profile = &world.users.get(&subject).ok_or(Stale::Unknown)?.profile;
        Ok(format!("{} {}", profile.given.join(" "), profile.family.as_deref().unwrap_or_default()))
    });
    match name {
        Ok(name) => {
            let people = [(String::new(), escape(name.trim()))];
            check_form(language, "/identity/check", &escape(&asked.request), &people)
        }
        Err(stale) => stale_page(language, stale),
    }
}

/// The check's one form. `people` are ids with names: who is checked is asked only when there are several. Everything
/// is markup.
pub(crate) fn check_form(
    language: Language,
    action: &str,
    request: &str,
    people: &[(String, String)],
) -> Response {
    let title = language.pick("Trueleaf ID: ID check (made up)", "Trueleaf ID: verificación (inventada)");
    let intro = language.pick(
        "ID check for Lakeshore Health. No camera is used in the demo.",
        "Verificación de identidad para Lakeshore Health. La demostración no usa la cámara.",
    );
    let (who, right) = match people {
        [(id, name)] => {
            let yes = language.pick("Yes, this is", "Sí, es");
            (format!("<input type=\"hidden\" name=\"person\" value=\"{id}\">"), format!("{yes} {name}"))
        }
        several => {
            let legend = language.pick("Who is being checked?", "¿A quién se verifica?");
            let yes = language.pick("Yes, this is that person", "Sí, es esa persona");
            let people = radios("person", several);
            (format!("<fieldset><legend>{legend}</legend>{people}</fieldset>"), yes.to_owned())
        }
    };
    let question = language.pick("What should the check say?", "¿Qué debe decir la verificación?");
    let choices = [
        ("match", right.as_str()),
        (
            "differ",
            language
                .pick("Yes, but last name and street differ", "Sí, pero el apellido y la calle no coinciden"),
        ),
        ("fail", language.pick("No, the check failed", "No, la verificación falló")),
        (
            "weak",
            language.pick("The check was not strong enough", "La verificación no fue lo bastante segura"),
        ),
    ];
    let choices = choices.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let results = radios("result", &choices);
    let sent = language.pick(
        "We would send: name, birth date, gender, address, phone, and how strong the check was.",
        "Enviaríamos: nombre, fecha de nacimiento, sexo, dirección, teléfono y el nivel de la verificación.",
    );
    let (go, stop) = (language.pick("Go on", "Continuar"), language.pick("Stop", "Parar"));
    let note = language.pick(
        "Works without scripts. The person, the ID and the checker are made up.",
        "Funciona sin programas. La persona, la identificación y el verificador son inventados.",
    );
    let body = format!(
        "<h1>Trueleaf ID</h1><p>{intro}</p><form method=\"post\" action=\"{action}\">\
         <input type=\"hidden\" name=\"request\" value=\"{request}\">{who}\
         <fieldset><legend>{question}</legend>{results}</fieldset><p>{sent}</p>\
         <button class=\"p\" type=\"submit\">{go}</button>\
         <button type=\"submit\" name=\"stop\" value=\"yes\">{stop}</button></form><p><small>{note}</small></p>"
    );
    page(language, StatusCode::OK, title, "", &body)
}

async fn check(State(server): State<Arc<Server>>, headers: HeaderMap, Form(form): Form<Chosen>) -> Response {
    let outcome = server.world(|world, now| {
        let request = world.request(&form.request, now)?;
        let Purpose::Verify { matching, .. } = request.purpose else { return Err(Stale::Unknown) };
        let result = if form.stop.is_some() { "stop" } else { form.result.as_str() };
        let verdict = match (result, matching) {
            ("match", _) | ("differ", false) => Some((Proof::Validated, None)),
            ("differ", true) => Some((Proof::ValFail, Some(ProofError::PersonMatchError))),
            ("stop", _) => None,
            _ => Some((Proof::ValFail, None)),
        };
        request.stage = Stage::Done(verdict == Some((Proof::Validated, None)));
        let subject = request.subject.clone();
        let user = world.users.get_mut(&subject).ok_or(Stale::Unknown)?;
        if let Some((status, error)) = verdict {
            user.verification.set(status, error, now);
        }
        Ok(())
    });
    match outcome {
        Ok(()) => Redirect::to(&format!("/identity/complete?request={}", form.request)).into_response(),
        Err(stale) => stale_page(Language::of(&headers), stale),
    }
}

async fn complete(
    State(server): State<Arc<Server>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    let answered = server.world(|world, _| {
        let (request, good) = world.answered(&asked.request)?;
        let Purpose::Verify { callback, .. } = &request.purpose else { return None };
        Some((good, callback.clone()))
    });
    let Some((good, callback)) = answered else { return stale_page(language, Stale::Unknown) };
    let (title, text) = if good {
        (
            language.pick("Your identity is proven", "Su identidad está verificada"),
            language.pick("The check went well.", "La verificación salió bien."),
        )
    } else {
        (
            language.pick("Your identity is not proven", "Su identidad no está verificada"),
            language.pick("You can try again in your app.", "Puede intentarlo otra vez en su aplicación."),
        )
    };
    // The name of the real parameter is not published; `status` is ours.
    let status = if good { "success" } else { "failure" };
    let back = callback.map(|url| with_parameter(&url, "status", status));
    ending(language, title, text, back.as_deref())
}
