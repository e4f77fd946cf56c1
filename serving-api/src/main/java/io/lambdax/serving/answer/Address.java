package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Format;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address where something can be asked: requests are read by it and the API's document is made
 * from it.
 *
 * @param path with a parameter of the path in braces
 * @param name what the document calls its answer, for example {@code Profile}
 * @param summary what can be asked there, in a line
 * @param inPath the parameter of the path, if it has one
 * @param query the parameters of the query, to which the format is added unless it is there
 * @param reader makes the ask of the parameter of the path ("" without one) and the others
 * @param schema of the answer; not to be changed
 */
public record Address(
    String path,
    String name,
    String summary,
    Optional<Parameter<?>> inPath,
    List<Parameter<?>> query,
    BiFunction<String, Parameters, Ask> reader,
    ObjectNode schema) {

  /** Every answer can be written as JSON or as a table. */
  public Address {
    query =
        Stream.<Parameter<?>>concat(query.stream(), Stream.of(Format.PARAMETER))
            .distinct()
            .toList();
  }

  /** Whether it is answered page by page, each bound to the list that the first was of. */
  public boolean paged() {
    return query.stream().anyMatch(parameter -> parameter.form().equals(PageAfter.FORM));
  }

  /**
   * What a request asks.
   *
   * @param path the parameters of the path by name
   * @param query the parameters of the query by name
   * @throws ProblemException for a parameter that is wrong
   */
  public Ask ask(Map<String, String> path, Map<String, List<String>> query) {
    return read(
        inPath.map(Parameter::name).map(path::get).orElse(""), Parameters.of(query, this.query));
  }

  /**
   * What a request asks, and how it wants the answer written.
   *
   * @param path the parameters of the path by name
   * @param query the parameters of the query by name
   * @throws ProblemException for a parameter that is wrong
   */
  public Asked asked(Map<String, String> path, Map<String, List<String>> query) {
    return Asked.of(ask(path, query), Format.named(query));
  }

  /** What the parameter of the path ("" without one) and those of the query ask. */
  public Ask read(String path, Parameters given) {
    Format.PARAMETER.find(given); // how the answer is written is no part of the ask, but checked
    return reader.apply(path, given);
  }

  /** The columns of the answer as a table: no matter what exactly is asked. */
  public List<String> columns() {
    return ask(
            inPath
                .map(parameter -> Map.of(parameter.name(), parameter.form().example()))
                .orElse(Map.of()),
            query.stream()
                .filter(Parameter::required)
                .collect(Collectors.toMap(Parameter::name, p -> List.of(p.form().example()))))
        .table()
        .columns()
        .stream()
        .map(Table.Column::name)
        .toList();
  }
}
