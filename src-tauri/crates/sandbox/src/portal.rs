//! A place's sign-in portal (bwell-wire 5.7): sign in, allow or refuse, and back to the app. Plain HTML forms.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use crate::pages::{Language, alert, ending, escape, page, with_parameter};
use crate::server::Server;
use crate::world::{Purpose, Stage, Stale, World};

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/portal/{slug}/sign-in", get(sign_in_page).post(sign_in))
        .route("/portal/{slug}/allow", get(allow_page).post(allow))
        .route("/oauth/complete", get(complete))
}

#[derive(Deserialize)]
struct Asked {
    request: String,
}

#[derive(Deserialize)]
struct SignIn {
    request: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
struct Decision {
    request: String,
    decision: String,
}

#[derive(Deserialize)]
struct Completed {
    #[serde(default)]
    status_code: String,
}

/// What the pages say about a place and a person. Everything is escaped.
struct Shown {
    slug: String,
    request: String,
    place: String,
    portal: String,
    name: String,
    user_name: String,
    days: Option<u32>,
    stage: Stage,
}

async fn sign_in_page(
    State(server): State<Arc<Server>>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    match server.world(|world, now| show(world, &slug, &asked.request, now)) {
        Ok(shown) => sign_in_form(language, &shown, ""),
        Err(stale) => stale_page(language, stale),
    }
}

async fn sign_in(
    State(server): State<Arc<Server>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let language = Language::of(&headers);
    let filled = !form.username.trim().is_empty() && !form.password.is_empty();
    let shown = server.world(|world, now| {
        let shown = show(world, &slug, &form.request, now)?;
        if filled {
            world.request(&form.request, now)?.stage = Stage::SignedIn;
        }
        Ok(shown)
    });
    match shown {
        Err(stale) => stale_page(language, stale),
        Ok(shown) if filled => {
            Redirect::to(&format!("/portal/{}/allow?request={}", shown.slug, shown.request)).into_response()
        }
        Ok(shown) => {
            let text =
                language.pick("Type a user name and a password.", "Escriba un usuario y una contraseña.");
            sign_in_form(language, &shown, text)
        }
    }
}

async fn allow_page(
    State(server): State<Arc<Server>>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    match server.world(|world, now| show(world, &slug, &asked.request, now)) {
        Err(stale) => stale_page(language, stale),
        Ok(shown) if shown.stage == Stage::SignedIn => allow_form(language, &shown),
        Ok(shown) => {
            Redirect::to(&format!("/portal/{}/sign-in?request={}", shown.slug, shown.request)).into_response()
        }
    }
}

/// Yes or no. Either uses the address up; then the browser goes on to the completion page.
async fn allow(
    State(server): State<Arc<Server>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Decision>,
) -> Response {
    let outcome = server.world(|world, now| {
        let shown = show(world, &slug, &form.request, now)?;
        if shown.stage != Stage::SignedIn {
            return Ok(None);
        }
        let request = world.request(&form.request, now)?;
        request.stage = Stage::Done(form.decision == "allow");
        let (subject, purpose) = (request.subject.clone(), request.purpose.clone());
        if form.decision != "allow" {
            return Ok(Some("access_denied"));
        }
        let user = world.users.get_mut(&subject).ok_or(Stale::Unknown)?;
        let Purpose::SignIn(place) = purpose else { return Err(Stale::Unknown) };
        // The consent may have gone since the address was made.
        let place_id = user.scenario.places[place].id.get_ref().clone();
        if user.sign_in_place(&place_id).is_err() {
            return Ok(Some("access_ended"));
        }
        user.signed_in(place, now);
        Ok(Some("success"))
    });
    match outcome {
        Err(stale) => stale_page(Language::of(&headers), stale),
        Ok(None) => {
            Redirect::to(&format!("/portal/{}/sign-in?request={}", escape(&slug), escape(&form.request)))
                .into_response()
        }
        Ok(Some(code)) => Redirect::to(&format!("/oauth/complete?status_code={code}")).into_response(),
    }
}

/// b.well's own completion page; its address carries `status_code`. With an app redirect it leads on to the app.
async fn complete(
    State(server): State<Arc<Server>>,
    Query(completed): Query<Completed>,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&headers);
    let known = ["success", "access_denied", "access_ended"];
    let code = known.into_iter().find(|code| *code == completed.status_code).unwrap_or("error");
    let (title, text) = if code == "success" {
        (
            language.pick("You are signed in", "Ya inició sesión"),
            language.pick(
                "The clinic lets your app read your records.",
                "La clínica permite que su aplicación lea su expediente.",
            ),
        )
    } else {
        (
            language.pick("Not connected", "No se conectó"),
            language.pick(
                "The clinic shares nothing. You can try again in your app.",
                "La clínica no comparte nada. Puede intentarlo otra vez en su aplicación.",
            ),
        )
    };
    let back = server.world(|world, _| world.app_redirect.clone());
    let back = back.map(|url| with_parameter(&url, "status_code", code));
    ending(language, title, text, back.as_deref())
}

fn show(world: &mut World, slug: &str, request: &str, now: jiff::Timestamp) -> Result<Shown, Stale> {
    let found = world.request(request, now)?.clone();
    let user = world.users.get(&found.subject).ok_or(Stale::Unknown)?;
    let Purpose::SignIn(place) = found.purpose else { return Err(Stale::Unknown) };
    let place = &user.scenario.places[place];
    if place.slug.get_ref() != slug {
        return Err(Stale::Unknown);
    }
    let given = user.profile.given.join(" ");
    let family = user.profile.family.as_deref().unwrap_or_default();
    let first = user.profile.given.first().map_or("demo", String::as_str);
    Ok(Shown {
        slug: escape(slug),
        request: escape(request),
        place: escape(&place.name),
        portal: escape(place.portal.as_deref().unwrap_or_default()),
        name: escape(format!("{given} {family}").trim()),
        user_name: escape(&first.to_lowercase()),
        days: place.consent_days,
        stage: found.stage,
    })
}

fn sign_in_form(language: Language, shown: &Shown, error: &str) -> Response {
    let Shown { slug, request, place, portal, name, user_name, .. } = shown;
    let portal_word = language.pick("patient portal", "portal de pacientes");
    let error = alert(error);
    let (user_label, password_label, button) = (
        language.pick("User name", "Usuario"),
        language.pick("Password", "Contraseña"),
        language.pick("Sign in", "Iniciar sesión"),
    );
    let person = language.pick("Made-up person", "Persona inventada");
    let title = format!("{place}: {}", language.pick("sign in (made up)", "iniciar sesión (inventado)"));
    let body = format!(
        "<h1>{place}</h1><p>{portal} {portal_word}</p>{error}\
         <form method=\"post\" action=\"/portal/{slug}/sign-in\">\
         <input type=\"hidden\" name=\"request\" value=\"{request}\">\
         <label>{user_label}<input type=\"text\" name=\"username\" value=\"{user_name}\" autocomplete=\"off\"></label>\
         <label>{password_label}<input type=\"password\" name=\"password\" value=\"demo\" autocomplete=\"off\"></label>\
         <button class=\"p\" type=\"submit\">{button}</button></form>\
         <p><small>{person}: {name}.</small></p>"
    );
    page(language, StatusCode::OK, &title, "", &body)
}

fn allow_form(language: Language, shown: &Shown) -> Response {
    let Shown { slug, request, place, portal, name, days, .. } = shown;
    let question = language
        .pick("Let “Demo Network” see your records?", "¿Permitir que “Demo Network” vea su expediente?");
    let items = language.pick(
        "<li>Visits and letters</li><li>Medicines, allergies, results</li>",
        "<li>Visitas y cartas</li><li>Medicinas, alergias, resultados</li>",
    );
    let mut lasts = String::new();
    let _ = match (days, language) {
        (Some(days), Language::English) => write!(lasts, "This lasts {days} days. "),
        (Some(days), Language::Spanish) => write!(lasts, "Esto dura {days} días. "),
        (None, _) => Ok(()),
    };
    let end = language.pick("You can end it here at any time.", "Puede terminarlo aquí cuando quiera.");
    let (allow, deny) = (language.pick("Allow", "Permitir"), language.pick("Don’t allow", "No permitir"));
    let after = language
        .pick("After this, your browser goes back to Satchel.", "Después, su navegador vuelve a Satchel.");
    let person = language.pick("Made-up person", "Persona inventada");
    let title =
        format!("{place}: {}", language.pick("allow access (made up)", "permitir acceso (inventado)"));
    let body = format!(
        "<h1>{place}</h1><p>{portal}</p>\
         <form method=\"post\" action=\"/portal/{slug}/allow\">\
         <input type=\"hidden\" name=\"request\" value=\"{request}\">\
         <h2>{question}</h2><ul>{items}</ul><p>{lasts}{end}</p>\
         <button class=\"p\" type=\"submit\" name=\"decision\" value=\"allow\">{allow}</button>\
         <button type=\"submit\" name=\"decision\" value=\"deny\">{deny}</button></form>\
         <p><small>{person}: {name}. {after}</small></p>"
    );
    page(language, StatusCode::OK, &title, "", &body)
}

/// A page for an address that does not work: unknown (404), or used up or too old (410).
pub(crate) fn stale_page(language: Language, stale: Stale) -> Response {
    let (status, title, text) = match stale {
        Stale::Unknown => (
            StatusCode::NOT_FOUND,
            language.pick("We don’t know this page", "No conocemos esta página"),
            language.pick(
                "The address may be cut or mistyped.",
                "La dirección puede estar cortada o mal escrita.",
            ),
        ),
        Stale::UsedOrExpired => (
            StatusCode::GONE,
            language.pick("This page has ended", "Esta página ya terminó"),
            language.pick(
                "It was used already or is older than ten minutes.",
                "Ya se usó o tiene más de diez minutos.",
            ),
        ),
    };
    let again =
        language.pick("Go back to your app and start again.", "Vuelva a su aplicación y empiece otra vez.");
    page(language, status, title, "", &format!("<h1>{title}</h1><p>{text} {again}</p>"))
}
