//! Numbers that look random and are the same for one seed, on every machine.

/// A generator of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The numbers of an execution: of a seed, a target and the execution's number.
    pub(super) fn of(seed: u64, target: &str, execution: u64) -> Self {
        let name = target.bytes().fold(seed, |hash, byte| mixed(hash ^ u64::from(byte)));
        Self(mixed(name ^ mixed(execution)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `bound`; zero where that is zero.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or_default()
    }

    /// True once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these; none where there are none.
    pub(super) fn of_these<'t, T>(&mut self, these: &'t [T]) -> Option<&'t T> {
        these.get(self.below(these.len()))
    }

    /// One of these, a small one more often than a large one.
    pub(super) fn small_of<'t, T>(&mut self, these: &'t [T], size: impl Fn(&T) -> usize) -> Option<&'t T> {
        let times = if self.once_in(8) { 1 } else { 4 };
        (0..times).filter_map(|_| self.of_these(these)).min_by_key(|one| size(one))
    }

    /// One of these texts.
    pub(super) fn text<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        self.of_these(texts).copied().unwrap_or_default()
    }
}

fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn an_execution_has_its_own_numbers_each_time() {
        let numbers = |seed, target, execution| {
            let mut random = Random::of(seed, target, execution);
            [random.below(1000), random.below(1000), random.below(1000)]
        };
        assert_eq!(numbers(1, "api", 2), numbers(1, "api", 2));
        for other in [numbers(2, "api", 2), numbers(1, "plan", 2), numbers(1, "api", 3)] {
            assert_ne!(numbers(1, "api", 2), other);
        }
        let mut random = Random::of(1, "api", 1);
        let drawn: Vec<usize> = (0..1000).map(|_| random.below(4)).collect();
        assert!((0..4).all(|number| drawn.iter().filter(|drawn| **drawn == number).count() > 200));
    }

    #[test]
    fn small_ones_are_drawn_more_often_and_large_ones_too() {
        let mut random = Random::of(1, "api", 1);
        let drawn: Vec<usize> =
            (0..1000).filter_map(|_| random.small_of(&[1, 2, 3, 4], |number| *number)).copied().collect();
        let count = |number| drawn.iter().filter(|drawn| **drawn == number).count();
        assert!(count(1) > 500 && count(4) > 20, "{} {}", count(1), count(4));
    }
}
