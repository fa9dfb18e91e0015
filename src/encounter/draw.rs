//! Random draws: one `ChaCha8` stream for each entry of a beat, so that earlier choices do not change later draws.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use crate::scenario::hash::Hash;
use crate::scenario::script::BeatIx;
use crate::util::num::saturating_u32;

/// Largest seed, 2^53 - 1: the largest whole number that JSON readers agree on.
pub const MAX_SEED: u64 = (1 << 53) - 1;

/// The random draws of one play.
#[derive(Debug)]
pub struct Draws {
    rng: ChaCha8Rng,
}

impl Draws {
    /// The draws of a play. The key is SHA-256 of the content hash's 32 bytes and the seed as eight
    /// bytes, little-endian.
    #[must_use]
    pub fn new(content: Hash, seed: u64) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(content.0);
        hasher.update(seed.to_le_bytes());
        Self { rng: ChaCha8Rng::from_seed(hasher.finalize().into()) }
    }

    /// The stream that casts twins: stream 0.
    pub fn casting(&mut self) -> Stream<'_> {
        self.stream(0)
    }

    /// The stream of one entry of a beat; `visit` counts from 1. It is numbered by the beat's index in
    /// id order plus one in the upper 32 bits, and the visit in the lower.
    pub fn entry(&mut self, beat: BeatIx, visit: u32) -> Stream<'_> {
        self.stream(((beat.index() as u64 + 1) << 32) | u64::from(visit))
    }

    /// The current stream, continued.
    pub const fn resume(&mut self) -> Stream<'_> {
        Stream { rng: &mut self.rng }
    }

    fn stream(&mut self, number: u64) -> Stream<'_> {
        self.rng.set_stream(number);
        self.rng.set_word_pos(0);
        Stream { rng: &mut self.rng }
    }
}

/// Draws from one stream, in order.
#[derive(Debug)]
pub struct Stream<'a> {
    rng: &'a mut ChaCha8Rng,
}

impl Stream<'_> {
    /// A number below `n`, from one 32-bit word: the upper 32 bits of the word times `n`.
    pub fn below(&mut self, n: u32) -> u32 {
        let word = u64::from(self.rng.next_u32());
        saturating_u32((word * u64::from(n)) >> 32)
    }

    /// Fisher-Yates from the end: for each i from n-1 down to 1, swaps i with a draw below i+1.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(saturating_u32(i + 1));
            items.swap(i, j as usize);
        }
    }
}
