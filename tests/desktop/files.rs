//! Files in the real window: each published sample with its title, person, date, sections and source, and what a hostile
//! hand makes, which ends in safe text or a clear sentence.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tests::files::{SENT_BY, hostile, published, samples, scenario};
use tests::line::Report;
use tests::page::Page;

use crate::live::live;
use crate::records::{list, open, says};
use crate::{memory, pictures};

/// A published sample, and what it says of itself.
struct Says {
    name: &'static str,
    /// Part of its title.
    title: &'static str,
    person: &'static str,
    /// Part of its date.
    dated: &'static str,
    /// Headings of its parts, at least.
    headings: u64,
    /// Files inside it.
    inside: u64,
}

const SAYS: &[Says] = &[
    Says {
        name: "Buster_Hoeger_ad2e3fc5.json",
        title: "",
        person: "Mr. Buster Hoeger",
        dated: "",
        headings: 8,
        inside: 0,
    },
    Says {
        name: "CCD_1.XML",
        title: "Patient Chart Summary",
        person: "Eve Betterhalf",
        dated: "August 15, 2013",
        headings: 10,
        inside: 0,
    },
    Says {
        name: "Cerner_Transition_of_Care_Referral_Summary.xml",
        title: "Transition of Care/Referral Summary",
        person: "Steve Williamson",
        dated: "July 17, 2013",
        headings: 10,
        inside: 0,
    },
    Says {
        name: "IPS_IG-bundle-01.json",
        title: "Patient Summary as of December 11, 2017",
        person: "Martha DeLarosa",
        dated: "December 11, 2017",
        headings: 5,
        inside: 0,
    },
    Says {
        name: "Unstructured_Document_embed.xml",
        title: "Community Health and Hospitals: Discharge Summary",
        person: "Henry L Levin",
        dated: "March 29, 2009",
        headings: 0,
        inside: 1,
    },
    Says { name: "bundle-docref-example1.json", title: "", person: "", dated: "", headings: 1, inside: 0 },
    Says {
        name: "documentreference-discharge-summary.json",
        title: "Discharge Summary",
        person: "",
        dated: "",
        headings: 0,
        inside: 1,
    },
];

/// What becomes of each hostile file: what it is shown as, the problem that is told, words that stand there.
const BECOMES: &[(&str, &str, &str, &str)] = &[
    ("bomb.xml", "nothing", "damaged", "This file is damaged"),
    ("outside.xml", "nothing", "damaged", "This file is damaged"),
    ("truncated.xml", "nothing", "damaged", "only part of it came"),
    ("deep.html", "text", "", "deep"),
    ("script.html", "text", "", "Hello"),
    ("mislabelled.txt", "pdf", "", "The label on this file is wrong"),
    ("archive.bin", "nothing", "not-shown", "can’t show this kind of file"),
    ("random.bin", "nothing", "not-shown", "can’t show this kind of file"),
    ("huge.txt", "", "", "No file came"),
];

/// What stands in the reader.
const READER: &str = "
    const reader = document.querySelector('[data-testid=reader]');
    const file = reader.querySelector('[data-testid=record-file]');
    const outline = file?.querySelector('[data-testid=outline]');
    return {
      heading: reader.querySelector('#reader-title')?.textContent.trim() ?? '',
      source: reader.querySelector('[data-testid=record-source] summary')?.textContent ?? '',
      when: reader.querySelector('header .muted')?.textContent.trim() ?? '',
      shown: file?.dataset.shown ?? '',
      problem: file?.querySelector('[data-testid=file-problem]')?.dataset.problem ?? '',
      title: outline?.querySelector('.own')?.textContent.trim() ?? '',
      dated: outline?.querySelector('.own + .muted')?.textContent.trim() ?? '',
      person: outline?.querySelector('[data-testid=outline-person]')?.textContent.trim() ?? '',
      headings: outline?.querySelectorAll('h3:not(.own), h4').length ?? 0,
      inside: file?.querySelectorAll('[data-testid=record-file]').length ?? 0,
      text: reader.textContent,
      alive: reader.querySelectorAll('script, a[href], iframe:not([sandbox=\"allow-scripts\"]), [onerror]').length,
      wide: document.documentElement.scrollWidth > innerWidth,
    };";

fn word<'a>(says: &'a Value, name: &str) -> &'a str {
    says[name].as_str().unwrap_or_default()
}

/// Opens a file's record, and answers what stands there once the file is open.
async fn opened(page: &Page, name: &str, has_file: bool) -> Result<Value> {
    open(page, name).await?;
    if has_file {
        page.patiently(&format!("`{name}` does not open"), async || page.has("record-file").await).await?;
    }
    let says = says(page, READER).await?;
    ensure!(word(&says, "heading") == name, "{name}: its title is {}", word(&says, "heading"));
    ensure!(word(&says, "source").contains(SENT_BY), "{name}: its source is {}", word(&says, "source"));
    ensure!(word(&says, "when").contains("July 14, 2026"), "{name}: its date is {}", word(&says, "when"));
    ensure!(says["alive"] == 0, "{name}: something in it is alive");
    ensure!(says["wide"] == false, "{name}: the page scrolls sideways");
    Ok(says)
}

#[tokio::test]
async fn each_sample_opens_with_what_it_says_and_hostile_files_end_in_a_clear_sentence() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let published = samples().map(|samples| published(&samples)).transpose()?.unwrap_or_default();
    let names: Vec<String> = published.iter().map(|file| file.name.clone()).collect();
    scenario(folder.path(), &published.into_iter().chain(hostile()).collect::<Vec<_>>())?;
    let options = sandbox::Options { scenario_dir: Some(folder.path().to_owned()), ..Default::default() };
    let live = live("loopback", options).await?;
    let page = &live.window.page;
    let mut report = Report::new(pictures("files"), |_| {})?;
    live.sign_in("rosa").await?;
    let count = u64::try_from(names.len() + BECOMES.len())?;
    page.patiently("the files did not all come", async || Ok(list(page).await? == count)).await?;
    report.step(page, "list", "all of them").await?;

    for name in &names {
        let wanted = SAYS.iter().find(|says| says.name == name);
        let wanted = wanted.with_context(|| format!("what does {name} say?"))?;
        let says = opened(page, name, true).await?;
        report.step(page, name, name).await?;
        let (title, person, dated) = (word(&says, "title"), word(&says, "person"), word(&says, "dated"));
        ensure!(!title.is_empty() && title.contains(wanted.title), "{name}: its file's title is {title}");
        ensure!(person == wanted.person, "{name}: the person is {person}");
        ensure!(dated.contains(wanted.dated), "{name}: its file's date is {dated}");
        ensure!(says["headings"].as_u64() >= Some(wanted.headings), "{name}: {} headings", says["headings"]);
        ensure!(says["inside"].as_u64() == Some(wanted.inside), "{name}: {} files inside", says["inside"]);
        ensure!(
            word(&says, "shown") == "text" && word(&says, "problem").is_empty(),
            "{name} is not shown as text"
        );
    }
    for (name, shown, problem, words) in BECOMES {
        let says = opened(page, name, !shown.is_empty()).await?;
        report.step(page, name, name).await?;
        ensure!(word(&says, "shown") == *shown, "{name} is shown as {}", word(&says, "shown"));
        ensure!(word(&says, "problem") == *problem, "{name}: {}", word(&says, "problem"));
        ensure!(word(&says, "text").contains(words), "{name} does not say `{words}`");
    }
    let hidden = word(&opened(page, "script.html", true).await?, "text").to_owned();
    for bad in ["alert", "javascript", "onerror", "example.com"] {
        ensure!(!hidden.contains(bad), "{bad} is in the text");
    }
    memory::is_bounded()?;
    live.window.close().await
}
