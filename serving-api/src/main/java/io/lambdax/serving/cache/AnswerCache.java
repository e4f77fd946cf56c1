package io.lambdax.serving.cache;

import java.util.Optional;

/**
 * Keeps the bytes of answers by key (printable ASCII, at most 250 bytes). No method throws: a cache
 * that is away is {@link Outcome#OFF}, never an error. Thread-safe.
 */
public interface AnswerCache extends AutoCloseable {
  /** The cache of a platform without one. */
  AnswerCache NONE =
      new AnswerCache() {
        @Override
        public Lookup get(String key) {
          return Lookup.OFF;
        }

        @Override
        public void put(String key, byte[] body) {
          // nowhere to keep it
        }

        @Override
        public String state() {
          return "off";
        }

        @Override
        public Optional<String> problem() {
          return Optional.empty();
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  /** Looks a key up; takes no longer than the cache's time-out. */
  Lookup get(String key);

  /** Keeps an answer if it can, without waiting for it. */
  void put(String key, byte[] body);

  /** "on", "partly" (some of several servers are away), "down", or "off" (none is configured). */
  String state();

  /** What is wrong, in one line. */
  Optional<String> problem();

  @Override
  void close();
}
