//! The page at `/`: what the world is like right now, for whoever writes a client against it. People and their
//! connections, the clock, the faults that wait, the wire. It shows what the control API shows and steers nothing; it
//! looks again by itself, without scripts.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::pages::{Language, document, escape};
use crate::server::Server;
use crate::user::User;
use crate::wire::Exchange;
use crate::world::World;

/// How many exchanges are shown, newest first; the control API has more.
const SHOWN: usize = 40;

/// Looks again after so many seconds.
const AGAIN: &str = "<meta http-equiv=\"refresh\" content=\"5\">";

const STYLE: &str = "main{max-width:72rem}h2{margin:2rem 0 .6rem}\
table{border-collapse:collapse;width:100%;font-size:15px}caption{text-align:start;font-weight:600;padding:.6rem 0 .3rem}\
th,td{text-align:start;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid #d0d0d0}\
code,.w{font:14px/1.45 ui-monospace,monospace}.w td{overflow-wrap:anywhere}.w td:first-child{white-space:nowrap}\
.w p{margin:0}.w .a{color:#444}.x{color:#8b1414;font-weight:700}";

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/", get(overview))
}

async fn overview(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    let language = Language::of(&headers);
    let people = server.world(|world, now| people(language, world, now));
    let title = language.pick("Satchel sandbox", "Entorno de pruebas de Satchel");
    let what = language.pick(
        "What this pretend world is like now. The page looks again every five seconds.",
        "Cómo está ahora este mundo inventado. La página vuelve a mirar cada cinco segundos.",
    );
    let body = format!(
        "<h1>{title}</h1><p>{what}</p>{}{people}{}{}",
        clock(language, &server),
        faults(language, &server),
        wire(language, &server),
    );
    let bar = (
        language.pick("SANDBOX", "ENTORNO DE PRUEBAS"),
        language.pick(
            "Everyone and everything in it is made up. It answers on this computer only.",
            "Todas las personas y los datos son inventados. Solo responde en esta computadora.",
        ),
    );
    let head = format!("{AGAIN}<style>{STYLE}</style>");
    document(language, StatusCode::OK, title, &head, bar, &body)
}

fn clock(language: Language, server: &Server) -> String {
    let view = server.clock.view();
    let pace = if view.stepped {
        language.pick("It stands still until it is moved.", "Está detenido hasta que se lo mueva.").to_owned()
    } else {
        format!("{} ×{}", language.pick("Speed now:", "Velocidad ahora:"), view.speed)
    };
    let address = &server.base_url;
    format!(
        "<h2>{}</h2><p data-part=\"clock\"><b><time>{:.0}</time></b> {pace}</p><p><code>{address}</code></p>",
        language.pick("Clock", "Reloj"),
        view.now,
    )
}

/// Everybody of the scenarios, and whoever else has signed in.
fn people(language: Language, world: &World, now: Timestamp) -> String {
    let mut html = format!("<h2>{}</h2>", language.pick("People", "Personas"));
    let nobody = language.pick("has not signed in yet", "todavía no ha iniciado sesión");
    for scenario in &world.scenarios {
        let id = scenario.id.get_ref();
        if !world.users.contains_key(id) {
            let name = escape(&scenario.person.name());
            let _ = write!(html, "<p><b>{name}</b> <code>{}</code>: {nobody}</p>", escape(id));
        }
    }
    for user in world.users.values() {
        html.push_str(&person(language, world, user, now));
    }
    html
}

/// One user, with the state of each connection and of each place that asks for a sign-in.
fn person(language: Language, world: &World, user: &User, now: Timestamp) -> String {
    let profile = &user.profile;
    let given = profile.given.iter().map(String::as_str);
    let name: Vec<&str> = given.chain(profile.family.as_deref()).collect();
    let links = world.links.values().filter(|link| link.subject == user.subject && link.active(now)).count();
    let facts = [
        (language.pick("permission", "permiso"), yes(language, user.ias_permitted())),
        (
            language.pick("search", "búsqueda"),
            user.search.as_ref().map_or("–", |search| search.status(&user.scenario, now)),
        ),
        (language.pick("identity", "identidad"), user.verification.status.code()),
        (language.pick("links that work", "enlaces que funcionan"), &links.to_string()),
    ]
    .map(|(name, value)| format!("{name}: <b>{value}</b>"))
    .join(" · ");
    let heads = [
        language.pick("place", "lugar"),
        language.pick("id", "id"),
        language.pick("kind", "tipo"),
        language.pick("status", "estado"),
        language.pick("records", "registros"),
        language.pick("last came", "último envío"),
    ]
    .map(|head| format!("<th scope=\"col\">{head}</th>"))
    .concat();
    let mut rows = String::new();
    for connection in &user.connections {
        let place = user.place_of(connection);
        row(
            &mut rows,
            [
                &place.name,
                place.id.get_ref(),
                &word(place.integration.get_ref()),
                &word(&connection.status),
                &word(&connection.sync_status(place, now)),
                &connection.last_synced.map_or_else(|| "–".to_owned(), |at| format!("{at:.0}")),
            ],
        );
    }
    let asks = language.pick("asks for a sign-in", "pide iniciar sesión");
    for place in user.recommended() {
        row(&mut rows, [&place.name, place.id.get_ref(), &word(place.integration.get_ref()), asks, "–", "–"]);
    }
    if rows.is_empty() {
        let none = language.pick("no connection yet", "todavía no hay conexiones");
        rows = format!("<tr><td colspan=\"6\">{none}</td></tr>");
    }
    format!(
        "<table data-user=\"{id}\"><caption>{} <code>{id}</code><br><small>{facts}</small></caption>\
         <thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        escape(&name.join(" ")),
        id = escape(&user.subject),
    )
}

fn row(rows: &mut String, cells: [&str; 6]) {
    let cells = cells.map(|cell| format!("<td>{}</td>", escape(cell))).concat();
    let _ = write!(rows, "<tr>{cells}</tr>");
}

fn yes(language: Language, yes: bool) -> &'static str {
    if yes { language.pick("yes", "sí") } else { "no" }
}

/// A value as it stands on the wire.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => "–".to_owned(),
    }
}

fn faults(language: Language, server: &Server) -> String {
    let list = server.faults.list();
    let title = language.pick("Faults that wait", "Fallas en espera");
    if list.is_empty() {
        let none =
            language.pick("None: everything answers as it should.", "Ninguna: todo responde como debe.");
        return format!("<h2>{title}</h2><p>{none}</p>");
    }
    let items = list.iter().map(|fault| format!("<li><code>{}</code></li>", escape(&word(fault))));
    format!("<h2>{title}</h2><ul data-part=\"faults\">{}</ul>", items.collect::<String>())
}

fn wire(language: Language, server: &Server) -> String {
    let exchanges = server.wire.since(0);
    let title = language.pick("What goes over the wire", "Lo que pasa por la red");
    let note = language.pick(
        "Newest first. Tokens, keys, codes and passcodes are masked, long bodies cut.",
        "Lo más nuevo primero. Se ocultan identificadores, claves y códigos; los textos largos se cortan.",
    );
    let rows: String = exchanges.iter().rev().take(SHOWN).map(line).collect();
    format!(
        "<h2>{title}</h2><p><small>{note}</small></p><table class=\"w\" data-part=\"wire\"><tbody>{rows}</tbody></table>"
    )
}

fn line(exchange: &Exchange) -> String {
    let time = exchange.at.get(11..19).unwrap_or_default();
    let wrong = if exchange.status >= 400 { " class=\"x\"" } else { "" };
    let masked = if exchange.authorized {
        " <span class=\"a\">authorization ••••••••</span>"
    } else {
        ""
    };
    format!(
        "<tr><td>{time}</td><td><p><b>{}</b> {}{masked}</p><p class=\"a\">{}</p><p><b{wrong}>{}</b> {}</p></td></tr>",
        escape(&exchange.method),
        escape(&exchange.path),
        escape(&exchange.request),
        exchange.status,
        escape(&exchange.answer),
    )
}
