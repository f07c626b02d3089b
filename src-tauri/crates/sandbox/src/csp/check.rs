//! The CSP's page: the person at the browser chooses whom the check is about and what it says. A plain HTML form.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use super::Checked;
use super::claims::Verdict;
use crate::identity::check_form;
use crate::oauth::authorize::{Asked, Authorization};
use crate::oauth::{Problem, refuse, send_back};
use crate::pages::{Language, escape, form_leads_to};
use crate::portal::stale_page;
use crate::server::Server;
use crate::world::{Purpose, Stage, Stale};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/csp/oauth2/auth", get(authorize).post(authorize))
        .route("/csp/check", get(check_page).post(check))
}

async fn authorize(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Response {
    match Authorization::of(asked) {
        Ok(asked) => {
            let purpose = Purpose::CheckForApp(asked);
            let request = server.world(|world, now| world.open_request("", purpose, &server.ids, now));
            Redirect::to(&format!("/csp/check?request={request}")).into_response()
        }
        Err(rejected) => refuse(Language::of(&headers), &server.csp.issuer, *rejected),
    }
}

#[derive(Deserialize)]
struct Opened {
    request: String,
}

#[derive(Deserialize)]
struct Chosen {
    request: String,
    #[serde(default)]
    person: String,
    /// `match`, `differ`, `weak`, or anything else for a check that failed.
    result: String,
    /// The second button.
    stop: Option<String>,
}

async fn check_page(
    State(server): State<Arc<Server>>,
    Query(opened): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    let found = server.world(|world, now| {
        let Purpose::CheckForApp(asked) = world.request(&opened.request, now)?.purpose.clone() else {
            return Err(Stale::Unknown);
        };
        let mut people = world.people();
        if people.iter().any(|person| asked.hint.as_ref() == Some(&person.id)) {
            people.retain(|person| asked.hint.as_ref() == Some(&person.id));
        }
        let people: Vec<_> = people.iter().map(|person| (escape(&person.id), escape(&person.name))).collect();
        Ok((people, asked.back.origin()))
    });
    match found {
        Ok((people, leads_to)) => {
            let page = check_form(language, "/csp/check", &escape(&opened.request), &people);
            form_leads_to(page, leads_to.as_deref())
        }
        Err(stale) => stale_page(language, stale),
    }
}

/// Whatever is chosen uses the page up and goes back to the app.
async fn check(State(server): State<Arc<Server>>, headers: HeaderMap, Form(form): Form<Chosen>) -> Response {
    let language = Language::of(&headers);
    let verdict = match (form.stop.is_some(), form.result.as_str()) {
        (true, _) => Err(Problem::new("access_denied", "The person stopped.")),
        (false, "match") => Ok(Verdict::Match),
        (false, "differ") => Ok(Verdict::Differ),
        (false, "weak") => Ok(Verdict::Weak),
        _ => Err(Problem::new("unmet_authentication_requirements", "The identity could not be verified.")),
    };
    let good = verdict.is_ok();
    let address = server.world(|world, now| {
        world.person(&form.person).ok_or(Stale::Unknown)?;
        let request = world.request(&form.request, now)?;
        let Purpose::CheckForApp(asked) = request.purpose.clone() else { return Err(Stale::Unknown) };
        request.stage = Stage::Done(good);
        let issuer = &server.csp.issuer;
        Ok(match verdict {
            Ok(verdict) => {
                let checked = Checked { person: form.person, verdict };
                let code = world.csp.grants.code_for(&asked, checked, &server.ids, now);
                asked.back.with(issuer, &[("code", &code)])
            }
            Err(problem) => asked.back.refused(issuer, problem),
        })
    });
    let (title, text) = if good {
        (
            language.pick("The check is done", "La verificación terminó"),
            language.pick("Your app gets the result.", "Su aplicación recibe el resultado."),
        )
    } else {
        (
            language.pick("Your identity is not proven", "Su identidad no está verificada"),
            language.pick("You can try again in your app.", "Puede intentarlo otra vez en su aplicación."),
        )
    };
    match address {
        Ok(address) => send_back(language, &address, title, text),
        Err(stale) => stale_page(language, stale),
    }
}
