//! What a page holds, and what it does not.

use super::*;

fn sheet(lines: usize) -> Sheet {
    let entry = |number| Entry {
        text: format!("Hemoglobina glicosilada número {number}: 7.1 %"),
        detail: "14 de julio de 2026 · Clínica Núñez".to_owned(),
    };
    Sheet {
        language: "es".to_owned(),
        title: "Resumen de salud de Zoë Ñandú".to_owned(),
        notes: vec!["Es posible que esto no sea todo.".to_owned()],
        sections: vec![Section {
            heading: "Alergias".to_owned(),
            note: None,
            lines: (0..lines).map(entry).collect(),
        }],
        foot: "Página {page} de {pages}".to_owned(),
    }
}

/// The font programs stand in the file: a reader that lacks them shows the same letters.
#[test]
fn the_fonts_are_in_the_file_and_the_same_words_give_the_same_bytes() {
    let printed = pdf(&sheet(3)).unwrap();
    let text = String::from_utf8_lossy(&printed.bytes).into_owned();
    assert!(text.starts_with("%PDF-"));
    assert_eq!(text.matches("/FontFile").count(), 2, "two fonts, both embedded");
    assert!(text.contains("/ToUnicode"), "its words can be copied and searched");
    assert!(text.contains("/Lang(es)") || text.contains("/Lang (es)"));
    assert_eq!((printed.pages, printed.missing), (1, 0), "every accent is there");
    assert_eq!(pdf(&sheet(3)).unwrap().bytes, printed.bytes);
    assert_ne!(pdf(&sheet(4)).unwrap().bytes, printed.bytes);
}

#[test]
fn every_line_stays_within_its_page_and_none_is_lost() {
    let sheet = sheet(200);
    let (fonts, mut missing) = (Fonts::load().unwrap(), 0);
    let pages = layout::pages(&sheet, &fonts, &mut missing);
    assert!(pages.len() > 5);
    let lines: Vec<&Line> = pages.iter().flat_map(|page| &page.lines).collect();
    assert!(lines.iter().all(|line| line.y > 40.0 && line.y < layout::PAGE.1 - 60.0));
    let right = |line: &Line| line.x + fonts.width(&line.text, line.bold, line.size);
    assert!(lines.iter().all(|line| right(line) <= layout::PAGE.0 - 59.0));
    for number in 0..200 {
        let wanted = format!("número {number}:");
        assert!(lines.iter().any(|line| line.text.contains(&wanted)), "{wanted}");
    }
    // What a line says and where it comes from are never torn apart.
    for page in &pages {
        assert!(page.lines.last().unwrap().text.contains("Clínica"), "{:?}", page.lines.last());
    }
}

#[test]
fn a_long_sentence_and_a_long_word_are_broken() {
    let mut sheet = sheet(0);
    sheet.sections[0].lines = vec![Entry { text: "una palabra ".repeat(40), detail: "x".repeat(500) }];
    let (fonts, mut missing) = (Fonts::load().unwrap(), 0);
    let pages = layout::pages(&sheet, &fonts, &mut missing);
    let lines: Vec<&str> = pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines.iter().map(|line| line.matches("palabra").count()).sum::<usize>(), 40);
    assert_eq!(lines.iter().map(|line| line.matches('x').count()).sum::<usize>(), 500);
    let widest =
        pages[0].lines.iter().map(|line| fonts.width(&line.text, line.bold, line.size)).fold(0.0, f32::max);
    assert!(widest <= layout::PAGE.0 - 120.0, "{widest}");
}

#[rstest::rstest]
#[case("5\u{202f}µg", "5 ug", 0)]
#[case("≥ 4.0", ">= 4.0", 0)]
#[case("\u{2068}Zoë\u{2069}", "Zoë", 0)]
#[case("健康", "??", 2)]
#[case("a\nb", "a b", 0)]
fn what_the_fonts_lack_is_written_otherwise_or_counted(
    #[case] text: &str,
    #[case] readable: &str,
    #[case] count: usize,
) {
    let mut missing = 0;
    assert_eq!(Fonts::load().unwrap().readable(text, &mut missing), readable);
    assert_eq!(missing, count);
}

#[test]
fn every_letter_of_english_and_spanish_is_in_both_fonts() {
    let (fonts, mut missing) = (Fonts::load().unwrap(), 0);
    let letters = "ABCabc ÁÉÍÓÚÜÑ áéíóúüñ ¿¡ “” ‘’ – — … · • ° % + − ½ ² ³";
    fonts.readable(letters, &mut missing);
    assert_eq!(missing, 0);
    assert!(fonts.width("ñ", true, 10.0) > 1.0);
}
