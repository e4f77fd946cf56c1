package io.lambdax.core.question;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Significance;
import java.util.List;
import java.util.Optional;

/**
 * A profile, and how far each r of it can be told from chance. Immutable.
 *
 * @param significances in order of lags; empty where there is no r
 */
public record JudgedProfile(Profile profile, List<Optional<Significance>> significances) {
  public JudgedProfile {
    if (significances.size() != profile.maxLag() - profile.minLag() + 1) {
      throw new IllegalArgumentException(
          "%d significances for lags %d to %d"
              .formatted(significances.size(), profile.minLag(), profile.maxLag()));
    }
    significances = List.copyOf(significances);
  }

  /** The significance of r at a lag of the range, where there is an r. */
  public Optional<Significance> significance(int lag) {
    return significances.get(lag - profile.minLag());
  }
}
