package io.lambdax.core.country;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves the codes and names of countries, territories and regions to the entity of a series: ISO
 * 3166-1 alpha-3 where there is one. Immutable, so safe to share between threads.
 */
public final class Countries {
  private static final Countries BUNDLED = read();
  private static final Pattern ALPHA3 = Pattern.compile("[A-Z]{3}");
  private static final Pattern ENTITY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Map<String, String> names;
  private final Map<String, String> entities;

  private Countries(Map<String, String> names, Map<String, String> entities) {
    this.names = Map.copyOf(names);
    this.entities = Map.copyOf(entities);
  }

  /** The table that ships with Lambdax. */
  public static Countries bundled() {
    return BUNDLED;
  }

  /**
   * The entity of a row that has any of a code, a geoId and a name (blank: not given). Three
   * capital letters in the code column stand as they are, so that a code we do not know is kept
   * rather than lost; then the geoId by our table, or as it is; then the name, or a slug of it.
   *
   * @return empty if all three are blank
   */
  public Optional<String> entity(String code, String geoId, String name) {
    String c = code.strip();
    if (ALPHA3.matcher(c).matches()) {
      return Optional.of(c);
    }
    String g = geoId.strip();
    if (!g.isEmpty()) {
      return lookUp(g)
          .or(() -> Optional.of(g).filter(t -> ENTITY.matcher(t).matches()))
          .or(() -> slug(g));
    }
    return name(name).or(() -> name(c));
  }

  /**
   * The entity of a text that may be a code or a name: {@code DEU}, {@code EL}, {@code
   * Czech_Republic}, {@code OWID_WRL}; what is not in the table becomes its slug, unless it looks
   * like a code: that stays.
   *
   * @return empty for a blank text
   */
  public Optional<String> entity(String text) {
    String t = text.strip();
    if (ALPHA3.matcher(t).matches() && !entities.containsKey(key(t))) {
      return Optional.of(t);
    }
    return name(t);
  }

  /** What people call that entity, in English; the entity itself if it is not in the table. */
  public String displayName(String entity) {
    return names.getOrDefault(entity, entity);
  }

  /** Whether that is an entity of the table. */
  public boolean knows(String entity) {
    return names.containsKey(entity);
  }

  private Optional<String> name(String text) {
    String t = text.strip();
    return lookUp(t)
        .or(() -> Optional.of(t).filter(u -> u.matches("OWID_[A-Z_]{1,40}|[A-Z]{2}[A-Z0-9]{0,9}")))
        .or(() -> slug(t));
  }

  private Optional<String> lookUp(String text) {
    return Optional.ofNullable(entities.get(key(text)));
  }

  private static Optional<String> slug(String text) {
    String slug =
        plain(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return Optional.of(slug.substring(0, Math.min(64, slug.length()))).filter(s -> !s.isEmpty());
  }

  /** Letters and digits only, so that Czech_Republic, "Czech Republic" and CZECH REPUBLIC agree. */
  private static String key(String text) {
    return plain(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static String plain(String text) {
    return Normalizer.normalize(undoDoubleEncoding(text), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }

  /** ECDC published Curaçao as the UTF-8 bytes of its name read as Latin-1. */
  private static String undoDoubleEncoding(String text) {
    if (text.indexOf('\u00c3') < 0) {
      return text;
    }
    String once = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return once.indexOf('\ufffd') >= 0 ? text : once;
  }

  private static Countries read() {
    Map<String, String> names = new HashMap<>();
    Map<String, String> entities = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Countries.class.getResourceAsStream("countries.csv")),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(";", -1);
        names.put(cells[0], cells[1]);
        entities.put(key(cells[0]), cells[0]);
        entities.putIfAbsent(key(cells[1]), cells[0]);
        for (String alias : cells[2].split("\\|", -1)) {
          entities.putIfAbsent(key(alias), cells[0]);
        }
      }
      entities.remove("");
    } catch (IOException e) {
      throw new UncheckedIOException("countries.csv", e);
    }
    return new Countries(names, entities);
  }
}
