package io.lambdax.importer.source;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a source's files are laid out, and so which series they can hold. */
public sealed interface Layout {
  /** The series that files of this layout claim. */
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
   * @param date the day's column
   * @param dateFormat empty: ISO or month/day/year, whichever the file has
   * @param measures our measure to its column
   * @param optional measures whose column a file may lack
   * @param headerLines how many lines stand before the first day
   */
  record Ohlcv(
      String entity,
      Column date,
      Optional<String> dateFormat,
      Map<String, Column> measures,
      Set<String> optional,
      int headerLines,
      Optional<String> suffix)
      implements Layout {
    @Override
    public Set<Claim> claims() {
      return measures.keySet().stream()
          .map(m -> new Claim(Kind.MARKET, Optional.of(entity), m, suffix))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Any file with one line a day and one column a series. */
  record Wide(Column date, String dateFormat, Map<Column, SeriesId> columns, int headerLines)
      implements Layout {
    @Override
    public Set<Claim> claims() {
      return columns.values().stream().map(Claim::of).collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * Any file with one line an entity and day.
   *
   * @param entity the column that names the entity; of a health source it goes through the country
   *     table
   * @param measures our measure to its column
   */
  record Long(
      Kind kind,
      Column date,
      String dateFormat,
      Column entity,
      Map<String, Column> measures,
      int headerLines,
      Optional<String> suffix)
      implements Layout {
    @Override
    public Set<Claim> claims() {
      return Claim.anyOf(kind, measures.keySet(), suffix);
    }
  }
}
