package io.lambdax.serving.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.answer.Address;
import io.lambdax.serving.request.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * What the document says of one address, all of which are asked with GET.
 *
 * @param name of the operation and of its answer
 * @param type the answer's media type
 * @param tagged whether answers have an ETag, so that one that is held already can be a 304
 * @param viewed whether it is an answer from the views, which may lack what was asked for
 * @param paged whether a later page may be of a list that is no more
 * @param columns of the answer as a table; empty if it cannot be one
 * @param schema of the answer
 */
record Operation(
    String path,
    String name,
    String summary,
    Optional<Parameter<?>> inPath,
    List<Parameter<?>> query,
    String type,
    boolean tagged,
    boolean viewed,
    boolean paged,
    List<String> columns,
    ObjectNode schema) {
  static final String JSON = "application/json";

  static Operation of(Address address) {
    return new Operation(
        address.path(),
        address.name(),
        address.summary(),
        address.inPath(),
        address.query(),
        JSON,
        true,
        true,
        address.paged(),
        address.columns(),
        address.schema());
  }

  /** One without parameters. */
  static Operation plain(
      String path, String name, String summary, String type, boolean tagged, ObjectNode schema) {
    return new Operation(
        path,
        name,
        summary,
        Optional.empty(),
        List.of(),
        type,
        tagged,
        false,
        false,
        List.of(),
        schema);
  }
}
