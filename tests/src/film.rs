//! A film of a page: pictures at an even pace while a story plays, and what a player of films can show.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::driver::in_path;
use crate::page::Page;

/// Pictures of one story, so many a second. Where a picture takes longer than that, the one before stands meanwhile.
pub struct Film {
    folder: PathBuf,
    per_second: u32,
    begun: Instant,
    frames: u32,
    last: Option<PathBuf>,
}

/// What became of the pictures.
pub enum Made {
    /// They are a film.
    Film(PathBuf),
    /// There is no `ffmpeg` to make one of them.
    NoProgram,
}

impl Film {
    /// Into `folder`, which holds nothing else.
    pub fn new(folder: PathBuf, per_second: u32) -> Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, per_second: per_second.max(1), begun: Instant::now(), frames: 0, last: None })
    }

    /// Takes the page as it is now, and lets the picture before stand until now.
    pub async fn catch(&mut self, page: &Page) -> Result<()> {
        let due = self.due();
        if self.last.is_some() && due <= self.frames {
            return Ok(());
        }
        while self.frames + 1 < due {
            let Some(last) = self.last.clone() else { break };
            std::fs::copy(last, self.next())?;
        }
        let picture = page.picture().await?;
        let file = self.next();
        std::fs::write(&file, picture)?;
        self.last = Some(file);
        Ok(())
    }

    /// Films the page for a while.
    pub async fn watch(&mut self, page: &Page, length: Duration) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < length {
            self.catch(page).await?;
            tokio::time::sleep(Duration::from_secs(1) / self.per_second / 2).await;
        }
        Ok(())
    }

    fn due(&self) -> u32 {
        let due = self.begun.elapsed().as_secs_f64() * f64::from(self.per_second);
        // A film has hours at most.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
        let due = due as u32;
        due
    }

    fn next(&mut self) -> PathBuf {
        self.frames += 1;
        self.folder.join(format!("{:05}.png", self.frames))
    }

    /// Makes `file`, a film for browsers, of the pictures, where `ffmpeg` is installed.
    pub fn make(&self, file: &Path) -> Result<Made> {
        let Some(program) = in_path("ffmpeg") else { return Ok(Made::NoProgram) };
        let made = Command::new(program)
            .args(["-y", "-loglevel", "error", "-framerate", &self.per_second.to_string(), "-i"])
            .arg(self.folder.join("%05d.png"))
            // Even sides, as the format wants them.
            .args(["-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p"])
            .arg(file)
            .stdin(Stdio::null())
            .status()
            .context("ffmpeg could not be started")?;
        ensure!(made.success(), "ffmpeg made no film");
        Ok(Made::Film(file.to_owned()))
    }
}
