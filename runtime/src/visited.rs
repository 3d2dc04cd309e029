use std::{
    collections::VecDeque,
    hash::{BuildHasher, RandomState},
};

/// As many links are known at once.
const RECENT: usize = 1024;

/// The links that a pager has followed, in bounded memory: the recent ones, and one of all that came before, which moves
/// on at each power of two (Brent's algorithm). So a short circle is seen when it closes, and a longer one after it was
/// run through three times at most.
#[derive(Debug, Default)]
pub(crate) struct Visited {
    /// How many links were followed since this began.
    count: u64,
    recent: VecDeque<u64>,
    checkpoint: Option<u64>,
    hasher: RandomState,
}

impl Visited {
    pub(crate) fn add(&mut self, link: &str) {
        let hash = self.hasher.hash_one(link);
        self.count = self.count.saturating_add(1);
        if self.count.is_power_of_two() {
            self.checkpoint = Some(hash);
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(hash);
    }

    pub(crate) fn has(&self, link: &str) -> bool {
        let hash = self.hasher.hash_one(link);
        self.checkpoint == Some(hash) || self.recent.contains(&hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many links of a circle are followed, behind some that are not in it, until it is seen.
    fn followed(before: u64, circle: u64) -> u64 {
        let link = |count: u64| match count < before {
            true => format!("/{count}"),
            false => format!("/circle/{}", (count - before) % circle),
        };
        let mut visited = Visited::default();
        while !visited.has(&link(visited.count)) {
            visited.add(&link(visited.count));
        }
        visited.count
    }

    #[test]
    fn every_circle_is_seen() {
        for (before, circle) in [(0, 1), (0, 2), (5, 1), (5, 1000), (0, 1024)] {
            assert_eq!(followed(before, circle), before + circle);
        }
        for (before, circle) in [(0, 1025), (3, 2000), (5000, 1500)] {
            assert!(followed(before, circle) <= 3 * (before + circle), "{before} {circle}");
        }
    }

    #[test]
    fn other_links_are_followed_in_bounded_memory() {
        let mut visited = Visited::default();
        for number in 0..10_000 {
            let link = format!("/{number}");
            assert!(!visited.has(&link));
            visited.add(&link);
        }
        assert_eq!((visited.count, visited.recent.len()), (10_000, RECENT));
    }
}
