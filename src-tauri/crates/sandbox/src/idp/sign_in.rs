//! The pages of a sign-in: who are you, may this app know it, and back to the app. A device's sign-in takes the same
//! way and ends on a page of its own. Plain HTML forms.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::Timestamp;
use serde::Deserialize;

use super::NAME;
use crate::oauth::authorize::{Asked, Authorization};
use crate::oauth::{Problem, refuse, send_back};
use crate::pages::{Language, alert, ending, escape, form_leads_to, page, radios};
use crate::portal::stale_page;
use crate::server::Server;
use crate::world::{Purpose, Stage, Stale, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/organisation/authorize", get(authorize).post(authorize))
        .route("/organisation/sign-in", get(sign_in_page).post(sign_in))
        .route("/organisation/allow", get(allow_page).post(allow))
}

/// Takes an authorization request by GET or POST (OIDC Core 3.1.2.1).
async fn authorize(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Response {
    let language = Language::of(&headers);
    match Authorization::of(asked) {
        Ok(asked) => {
            let purpose = Purpose::SignInForApp(asked);
            let request = server.world(|world, now| world.open_request("", purpose, &server.ids, now));
            Redirect::to(&format!("/organisation/sign-in?request={request}")).into_response()
        }
        Err(rejected) => refuse(language, server.organisation.issuer(), *rejected),
    }
}

#[derive(Deserialize)]
struct Opened {
    request: String,
}

#[derive(Deserialize)]
struct SignIn {
    request: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
struct Decision {
    request: String,
    decision: String,
}

/// What the pages show. Everything is escaped.
struct Shown {
    request: String,
    /// Ids and names; the first is chosen beforehand.
    people: Vec<(String, String)>,
    /// Who has signed in.
    person: Option<String>,
    /// The code on the other screen.
    code: Option<String>,
    /// Where the form of the last page may lead.
    leads_to: Option<String>,
}

fn show(world: &mut World, secret: &str, now: Timestamp) -> Result<Shown, Stale> {
    let request = world.request(secret, now)?.clone();
    let (hint, code, leads_to) = match &request.purpose {
        Purpose::SignInForApp(asked) => (asked.hint.clone(), None, asked.back.origin()),
        Purpose::Device(device) => (None, Some(world.idp.devices.code_of(device, now)?), None),
        _ => return Err(Stale::Unknown),
    };
    let mut people = world.people();
    if let Some(hint) = hint {
        people.sort_by_key(|person| !(person.id == hint || person.email == hint));
    }
    let person = people.iter().find(|person| person.id == request.subject).map(|person| person.name.clone());
    Ok(Shown {
        request: escape(secret),
        people: people.iter().map(|person| (escape(&person.id), escape(&person.name))).collect(),
        person: person.filter(|_| request.stage == Stage::SignedIn).map(|name| escape(&name)),
        code,
        leads_to,
    })
}

async fn sign_in_page(
    State(server): State<Arc<Server>>,
    Query(opened): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    match server.world(|world, now| show(world, &opened.request, now)) {
        Ok(shown) => sign_in_form(language, &shown, ""),
        Err(stale) => stale_page(language, stale),
    }
}

async fn sign_in(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let language = Language::of(&headers);
    let shown = server.world(|world, now| {
        let shown = show(world, &form.request, now)?;
        let good = world.person(&form.person).is_some() && !form.password.is_empty();
        if good {
            let request = world.request(&form.request, now)?;
            (request.subject, request.stage) = (form.person, Stage::SignedIn);
        }
        Ok((shown, good))
    });
    match shown {
        Err(stale) => stale_page(language, stale),
        Ok((shown, true)) => {
            Redirect::to(&format!("/organisation/allow?request={}", shown.request)).into_response()
        }
        Ok((shown, false)) => {
            let text = language.pick(
                "Choose a person and type a password.",
                "Elija a una persona y escriba una contraseña.",
            );
            sign_in_form(language, &shown, text)
        }
    }
}

fn sign_in_form(language: Language, shown: &Shown, error: &str) -> Response {
    let title = language.pick("sign in (made up)", "iniciar sesión (inventado)");
    let heading = language.pick("Sign in", "Iniciar sesión");
    let who = language.pick("Who are you?", "¿Quién es usted?");
    let password = language.pick("Password", "Contraseña");
    let note = language.pick("The people are made up.", "Las personas son inventadas.");
    let body = format!(
        "<h1>{NAME}</h1><p>{heading}</p>{}<form method=\"post\" action=\"/organisation/sign-in\">\
         <input type=\"hidden\" name=\"request\" value=\"{}\">\
         <fieldset><legend>{who}</legend>{}</fieldset>\
         <label>{password}<input type=\"password\" name=\"password\" value=\"demo\" autocomplete=\"off\"></label>\
         <button class=\"p\" type=\"submit\">{heading}</button></form><p><small>{note}</small></p>",
        alert(error),
        shown.request,
        radios("person", &shown.people),
    );
    page(language, StatusCode::OK, &format!("{NAME}: {title}"), "", &body)
}

async fn allow_page(
    State(server): State<Arc<Server>>,
    Query(opened): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    match server.world(|world, now| show(world, &opened.request, now)) {
        Err(stale) => stale_page(language, stale),
        Ok(Shown { person: None, request, .. }) => {
            Redirect::to(&format!("/organisation/sign-in?request={request}")).into_response()
        }
        Ok(shown) => allow_form(language, &shown),
    }
}

fn allow_form(language: Language, shown: &Shown) -> Response {
    let title = language.pick("allow access (made up)", "permitir acceso (inventado)");
    let question =
        language.pick("Let “Satchel” know who you are?", "¿Permitir que “Satchel” sepa quién es usted?");
    let items = language.pick(
        "<li>Name, birth date, gender</li><li>Address, phone, e-mail</li>",
        "<li>Nombre, fecha de nacimiento, sexo</li><li>Dirección, teléfono, correo</li>",
    );
    let compare = match &shown.code {
        None => String::new(),
        Some(code) => {
            let same = language.pick(
                "Allow it only if the other screen shows this code:",
                "Permítalo solo si la otra pantalla muestra este código:",
            );
            format!("<p>{same}<br><b>{code}</b></p>")
        }
    };
    let (allow, deny) = (language.pick("Allow", "Permitir"), language.pick("Don’t allow", "No permitir"));
    let made_up = language.pick("Made-up person", "Persona inventada");
    let body = format!(
        "<h1>{NAME}</h1><form method=\"post\" action=\"/organisation/allow\">\
         <input type=\"hidden\" name=\"request\" value=\"{}\"><h2>{question}</h2><ul>{items}</ul>{compare}\
         <button class=\"p\" type=\"submit\" name=\"decision\" value=\"allow\">{allow}</button>\
         <button type=\"submit\" name=\"decision\" value=\"deny\">{deny}</button></form>\
         <p><small>{made_up}: {}.</small></p>",
        shown.request,
        shown.person.as_deref().unwrap_or_default(),
    );
    let page = page(language, StatusCode::OK, &format!("{NAME}: {title}"), "", &body);
    form_leads_to(page, shown.leads_to.as_deref())
}

/// Where the person goes after the decision.
enum End {
    SignInFirst,
    App(url::Url),
    OtherScreen,
}

/// Yes or no. Either uses the page up.
async fn allow(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Form(form): Form<Decision>,
) -> Response {
    let language = Language::of(&headers);
    let allowed = form.decision == "allow";
    let end = server.world(|world, now| {
        if show(world, &form.request, now)?.person.is_none() {
            return Ok(End::SignInFirst);
        }
        let request = world.request(&form.request, now)?;
        request.stage = Stage::Done(allowed);
        let (person, purpose) = (request.subject.clone(), request.purpose.clone());
        let issuer = server.organisation.issuer();
        match purpose {
            Purpose::SignInForApp(asked) if allowed => {
                let code = world.idp.grants.code_for(&asked, person, &server.ids, now);
                Ok(End::App(asked.back.with(issuer, &[("code", &code)])))
            }
            Purpose::SignInForApp(asked) => {
                let problem = Problem::new("access_denied", "The person said no.");
                Ok(End::App(asked.back.refused(issuer, problem)))
            }
            Purpose::Device(device) => {
                world.idp.devices.decide(&device, allowed.then_some(person), now);
                Ok(End::OtherScreen)
            }
            _ => Err(Stale::Unknown),
        }
    });
    let (title, text) = if allowed {
        (
            language.pick("You are signed in", "Ya inició sesión"),
            language.pick("Go on where you began.", "Siga donde empezó."),
        )
    } else {
        (
            language.pick("You are not signed in", "No inició sesión"),
            language
                .pick("Nothing was told. You can try again.", "No se dijo nada. Puede intentarlo otra vez."),
        )
    };
    match end {
        Err(stale) => stale_page(language, stale),
        Ok(End::SignInFirst) => {
            Redirect::to(&format!("/organisation/sign-in?request={}", escape(&form.request))).into_response()
        }
        Ok(End::App(address)) => send_back(language, &address, title, text),
        Ok(End::OtherScreen) => ending(language, title, text, None),
    }
}
