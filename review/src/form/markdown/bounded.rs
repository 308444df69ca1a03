//! Text that stays within a limit, cut between pieces and never inside of one.
//!
//! In come pieces, out goes a text of those that fit, from the first to the last that does.
//! What is left out is counted by the caller; for the words that say so, and for closing tags, room is set aside beforehand.

/// A text with a limit.
#[derive(Debug)]
pub(super) struct Bounded {
    text: String,
    /// In bytes.
    limit: usize,
    /// Bytes of the limit that are spoken for.
    reserved: usize,
    /// Once a piece did not fit no other is taken, so what is there has no gaps.
    is_full: bool,
    /// Comes before the next piece, if there is one.
    heading: String,
}

impl Bounded {
    /// An empty text that has at most `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        let (text, heading) = (String::new(), String::new());
        Self { text, limit, reserved: 0, is_full: false, heading }
    }

    /// Sets bytes aside for [`Self::push_reserved`].
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.reserved += bytes;
    }

    /// A heading for the pieces that follow. It is left out where none does.
    pub(super) fn heading(&mut self, heading: String) {
        self.heading = heading;
    }

    /// Appends a piece, or nothing where it does not fit; whether it did.
    #[must_use]
    pub(super) fn push(&mut self, piece: &str) -> bool {
        self.push_reserving(piece, 0)
    }

    /// Appends a piece, and sets bytes aside for what has to follow it; neither where both do not fit.
    #[must_use]
    pub(super) fn push_reserving(&mut self, piece: &str, bytes: usize) -> bool {
        let wanted = self.text.len() + self.heading.len() + piece.len() + bytes + self.reserved;
        self.is_full = self.is_full || wanted > self.limit;
        if self.is_full {
            return false;
        }
        self.text.push_str(&std::mem::take(&mut self.heading));
        self.text.push_str(piece);
        self.reserved += bytes;
        true
    }

    /// Appends what `bytes` were set aside for; it may be shorter.
    pub(super) fn push_reserved(&mut self, piece: &str, bytes: usize) {
        debug_assert!(piece.len() <= bytes, "{} of {bytes} bytes: {piece}", piece.len());
        self.reserved -= bytes;
        self.text.push_str(piece);
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_fits_and_nothing_after_what_does_not() {
        let mut text = Bounded::new(10);
        text.reserve(2);
        assert!(text.push("12345"));
        assert!(!text.push("6789"));
        assert!(!text.push("6"));
        text.push_reserved("!", 2);
        assert_eq!(text.finish(), "12345!");
    }

    #[test]
    fn keeps_room_for_what_has_to_follow() {
        let mut text = Bounded::new(10);
        assert!(text.push_reserving("<b>", 4));
        assert!(text.push("123"));
        assert!(!text.push("4"));
        text.push_reserved("</b>", 4);
        assert_eq!(text.finish(), "<b>123</b>");
    }

    #[test]
    fn leaves_out_a_heading_of_nothing() {
        let mut text = Bounded::new(10);
        text.heading("# A\n".to_owned());
        text.heading("# B\n".to_owned());
        assert!(text.push("123"));
        text.heading("# C\n".to_owned());
        assert!(!text.push("4567"));
        assert_eq!(text.finish(), "# B\n123");
    }
}
