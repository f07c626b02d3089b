//! The demo's director: tells stories on the pretend networks, moves their clock, lets them misbehave, and shows what went
//! over the wire. All of it by the sandbox's control API; the rest of the core does not know.

use networks::CorrelationId;
use networks::demo::{DemoExchange, DemoTurn};
use serde_json::{Value, json};

use crate::core::held;
use crate::view::{DemoFault, DirectorView, NotesView, StoryStepView, StoryView, Topic, WireView};
use crate::{Core, Error};

/// How far a story is.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    story: String,
    told: usize,
}

/// What a director does to the world.
#[derive(Clone, Debug)]
pub enum Direction {
    /// What a step of a story asks of it; steps count from 0.
    Step {
        /// Which story.
        story: String,
        /// Which step.
        step: usize,
    },
    /// So many seconds for one, while a network is waited for: a code at the desk lives as long as it says.
    Speed(f64),
    /// So many days at once.
    Later(u16),
    /// A switch.
    Fault {
        /// Which.
        fault: DemoFault,
        /// On or off.
        on: bool,
    },
    /// Everybody back to the beginning, and nothing misbehaves.
    Reset,
}

/// All switches.
const FAULTS: [DemoFault; 8] = [
    DemoFault::PlaceDown,
    DemoFault::Slow,
    DemoFault::PermissionEnds,
    DemoFault::NetworkDown,
    DemoFault::Partial,
    DemoFault::UnknownStatus,
    DemoFault::NotAuthorized,
    DemoFault::Busy,
];

/// The stories, and the switches that are on.
pub async fn director(core: &Core, correlation: CorrelationId) -> Result<DirectorView, Error> {
    let control = core.demo()?;
    let stories = control.stories(&correlation).await?;
    let striking = control.faults(&correlation).await?;
    let story = |story: networks::demo::DemoStory| StoryView {
        id: story.id,
        title: story.title,
        about: story.about,
        person_id: story.person,
    };
    Ok(DirectorView {
        // The director is in the app; what happens at a kiosk is told there.
        stories: stories.into_iter().filter(|story| !story.kiosk).map(story).collect(),
        faults: FAULTS.into_iter().filter(|fault| striking.iter().any(|one| is(*fault, one))).collect(),
    })
}

/// The steps of one story, which is told from now on.
pub async fn story_steps(
    core: &Core,
    story: &str,
    correlation: CorrelationId,
) -> Result<Vec<StoryStepView>, Error> {
    let steps = steps(core, story, correlation).await?;
    *held(&core.telling) = Some(Telling { story: story.to_owned(), told: 0 });
    core.changed(&[Topic::Notes]);
    Ok(steps)
}

async fn steps(core: &Core, story: &str, correlation: CorrelationId) -> Result<Vec<StoryStepView>, Error> {
    let steps = core.demo()?.steps(story, &correlation).await?.steps;
    Ok(steps.into_iter().map(|step| StoryStepView { caption: step.caption, notice: step.notice }).collect())
}

/// What the presenter reads about the story that is told; `None` where none is.
pub async fn notes(core: &Core, correlation: CorrelationId) -> Result<Option<NotesView>, Error> {
    let control = core.demo()?;
    let Some(Telling { story, told }) = held(&core.telling).clone() else { return Ok(None) };
    let all = control.stories(&correlation).await?;
    let Some(found) = all.into_iter().find(|one| one.id == story) else { return Ok(None) };
    let steps = steps(core, &story, correlation).await?;
    Ok(Some(NotesView { title: found.title, told, steps }))
}

/// Shows them in a window of their own.
pub fn open_notes(core: &Core) -> Result<(), Error> {
    core.demo()?;
    core.parts.host.show_notes();
    Ok(())
}

/// Does it.
pub async fn direct(
    core: &Core,
    direction: &Direction,
    correlation: CorrelationId,
) -> Result<DirectorView, Error> {
    let control = core.demo()?;
    let turns = match direction {
        Direction::Step { story, step } => {
            let mut steps = control.steps(story, &correlation).await?.steps;
            if *step >= steps.len() {
                return Err(Error::BadRequest("the story has no such step"));
            }
            steps.swap_remove(*step).world
        }
        Direction::Speed(times) => vec![post("clock", json!({ "speed": times }))],
        Direction::Later(days) => {
            vec![post("clock", json!({ "advanceSeconds": u32::from(*days) * 86_400 }))]
        }
        Direction::Fault { fault, on: true } => vec![post("faults", body(*fault))],
        // The control API takes faults away all at once: those that stay are put back.
        Direction::Fault { fault, on: false } => {
            let striking = control.faults(&correlation).await?;
            let stay = striking.into_iter().filter(|one| !is(*fault, one)).map(|one| post("faults", one));
            std::iter::once(no_faults()).chain(stay).collect()
        }
        Direction::Reset => vec![
            no_faults(),
            post("answers", json!({})),
            post("exchange", json!({})),
            post("csp", json!({})),
            post("reset", json!({})),
        ],
    };
    for turn in &turns {
        control.turn(turn, &correlation).await?;
    }
    let told = match direction {
        Direction::Step { step, .. } => Some(step + 1),
        Direction::Reset => Some(0),
        Direction::Speed(_) | Direction::Later(_) | Direction::Fault { .. } => None,
    };
    if let (Some(told), Some(telling)) = (told, held(&core.telling).as_mut()) {
        telling.told = told;
    }
    core.changed(&[Topic::Notes]);
    director(core, correlation).await
}

/// What went over the wire since a number, oldest first.
pub async fn wire_log(core: &Core, after: u64, correlation: CorrelationId) -> Result<Vec<WireView>, Error> {
    let exchanges = core.demo()?.wire(after, &correlation).await?;
    let line = |exchange: DemoExchange| WireView {
        number: exchange.number,
        at: exchange.at,
        method: exchange.method,
        path: exchange.path,
        authorized: exchange.authorized,
        request: exchange.request,
        status: exchange.status,
        answer: exchange.answer,
    };
    Ok(exchanges.into_iter().map(line).collect())
}

fn no_faults() -> DemoTurn {
    DemoTurn::Delete { to: "faults".to_owned() }
}

fn post(to: &str, with: Value) -> DemoTurn {
    let with = if let Value::Object(members) = with { members } else { serde_json::Map::new() };
    DemoTurn::Post { to: to.to_owned(), with }
}

/// A switch as the control API has it. `times` 0 strikes until it is taken away.
fn body(fault: DemoFault) -> Value {
    match fault {
        DemoFault::PlaceDown => {
            json!({ "field": "getDataSource", "times": 0, "overwrite": { "endpointStatus": "OFF" } })
        }
        DemoFault::Slow => json!({ "times": 0, "delayMilliseconds": 4000 }),
        DemoFault::PermissionEnds => {
            json!({ "field": "getMemberConnections", "times": 0, "overwrite": { "status": "EXPIRED" } })
        }
        DemoFault::NetworkDown => json!({ "times": 0, "status": 503 }),
        DemoFault::Partial => json!({ "times": 0, "partial": "complete" }),
        DemoFault::UnknownStatus => {
            json!({ "field": "getMemberConnections", "times": 0, "overwrite": { "syncStatus": "HALTED" } })
        }
        DemoFault::NotAuthorized => json!({ "times": 1, "status": 401 }),
        DemoFault::Busy => json!({ "times": 1, "status": 429, "retryAfterSeconds": 30 }),
    }
}

/// Is this fault of the control API that switch? It tells every member, also those that were left out.
fn is(fault: DemoFault, striking: &Value) -> bool {
    let Value::Object(members) = body(fault) else { return false };
    let says = |name: &str| striking.get(name).filter(|value| !value.is_null());
    let others = ["delayMilliseconds", "status", "partial", "overwrite", "field"];
    members.iter().all(|(name, value)| says(name) == Some(value))
        && others.iter().all(|name| {
            members.contains_key(*name)
                || says(name).is_none_or(|value| *value == json!(0) || *value == json!({}))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_switch_is_known_again_and_no_other_is_taken_for_it() {
        for fault in FAULTS {
            let mut told = json!({
                "at": "graphql", "field": null, "times": 1, "delayMilliseconds": 0, "status": null,
                "retryAfterSeconds": null, "noAnswer": false, "partial": null, "overwrite": {},
            });
            let Value::Object(members) = body(fault) else { panic!("not an object") };
            for (name, value) in members {
                told[name] = value;
            }
            let known: Vec<_> = FAULTS.into_iter().filter(|one| is(*one, &told)).collect();
            assert_eq!(known, [fault]);
        }
    }
}
