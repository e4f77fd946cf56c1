package io.lambdax.importer.source;

import io.lambdax.core.series.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a source's files are laid out, and so which series they can hold. */
public sealed interface Layout {
  /** The series that files of this layout hold, as far as that is known before one is read. */
  Set<Claim> claims();

  /**
   * ECDC's daily worldwide file: one line a country and day.
   *
   * @param suffix of every series, without the {@code @}
   */
  record Ecdc(Optional<String> suffix) implements Layout {
    @Override
    public Set<Claim> claims() {
      return Set.of(
          Claim.any(Kind.HEALTH, "cases", suffix), Claim.any(Kind.HEALTH, "deaths", suffix));
    }
  }

  /**
   * Our World in Data's long file: one line a country and day.
   *
   * @param measures our measure to the file's column
   */
  record Owid(Map<String, String> measures, Optional<String> suffix) implements Layout {
    @Override
    public Set<Claim> claims() {
      return Claim.anyOf(Kind.HEALTH, measures.keySet(), suffix);
    }
  }

  /** JHU's cumulative file: one line a province, one column a day. */
  record Jhu(String measure, Optional<String> suffix) implements Layout {
    @Override
    public Set<Claim> claims() {
      return Set.of(Claim.any(Kind.HEALTH, measure, suffix));
    }
  }

  /**
   * Daily prices of one instrument, as Yahoo and Stooq give them.
   *
   * @param entity without one, the file's name up to its first dot, a leading underscore dropped
   * @param date the day's column
   * @param measures our measure to its column
   * @param optional measures whose column a file may lack
   */
  record Ohlcv(
      Optional<String> entity,
      Column date,
      Map<String, Column> measures,
      Set<String> optional,
      Csv csv,
      Optional<String> suffix)
      implements Layout {
    /** Copies. */
    public Ohlcv {
      measures = Map.copyOf(measures);
      optional = Set.copyOf(optional);
    }

    /** The entity that a file's name gives: up to the first dot, a leading underscore dropped. */
    public static String entityOf(String fileName) {
      int dot = fileName.indexOf('.');
      String stem = dot < 0 ? fileName : fileName.substring(0, dot);
      return stem.startsWith("_") ? stem.substring(1) : stem;
    }

    @Override
    public Set<Claim> claims() {
      return entity.stream()
          .flatMap(
              e ->
                  measures.keySet().stream()
                      .map(m -> new Claim(Kind.MARKET, Optional.of(e), m, suffix)))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Any file with one line a day and one column a series. */
  record WideTable(Column date, List<WideColumn> columns, Csv csv, Optional<String> suffix)
      implements Layout {
    /** Copies. */
    public WideTable {
      columns = List.copyOf(columns);
    }

    @Override
    public Set<Claim> claims() {
      return columns.stream()
          .flatMap(c -> c.claim(suffix).stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * Any file with one line an entity and day.
   *
   * @param entity the column that names the entity; of a health source it goes through the country
   *     table
   * @param measures our measure to its column
   */
  record LongTable(
      Kind kind,
      Column date,
      Column entity,
      Map<String, Column> measures,
      Csv csv,
      Optional<String> suffix)
      implements Layout {
    /** Copies. */
    public LongTable {
      measures = Map.copyOf(measures);
    }

    @Override
    public Set<Claim> claims() {
      return Set.of();
    }
  }
}
