//! Lines of a shell, as far as documents use one: words, quotes, `&&`, comments, variables before a command.

/// One command with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Command {
    /// Variables set before it: their names.
    pub(super) variables: Vec<String>,
    /// Program and arguments.
    pub(super) words: Vec<String>,
}

/// The commands of one line.
pub(super) fn commands(line: &str) -> Vec<Command> {
    let mut commands = vec![Command::default()];
    for word in words(line) {
        if ["&&", "||", ";", "|", "&"].contains(&word.as_str()) {
            commands.push(Command::default());
            continue;
        }
        let Some(command) = commands.last_mut() else { continue };
        match word.split_once('=').filter(|_| command.words.is_empty()) {
            Some((name, _)) if is_variable(name) => command.variables.push(name.to_owned()),
            _ => command.words.push(word),
        }
    }
    commands.retain(|command| !command.words.is_empty());
    commands
}

fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_')
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, '\\') => word.get_or_insert_default().extend(letters.next()),
            (None, '#') if word.is_none() => break,
            (None, ';') => {
                words.extend(word.take());
                words.push(";".to_owned());
            }
            (None, _) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_commands_with_words() {
        let found = commands("cd ui && SATCHEL_LOG=info npm run 'a b' -- --x; ls   # look");
        let words: Vec<Vec<&str>> =
            found.iter().map(|command| command.words.iter().map(String::as_str).collect()).collect();
        assert_eq!(words, [vec!["cd", "ui"], vec!["npm", "run", "a b", "--", "--x"], vec!["ls"]]);
        assert_eq!(found[1].variables, ["SATCHEL_LOG"]);
    }

    #[test]
    fn a_comment_alone_is_nothing() {
        assert_eq!(commands("# cargo nothing"), []);
    }
}
