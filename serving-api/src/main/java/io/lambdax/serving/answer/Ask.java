package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.view.View;

/**
 * Something that is asked of one view, with every default spelled out. Its {@link
 * Object#toString()} is its normal form: the same for the same ask however it was written,
 * different for any other ask.
 */
public interface Ask {
  /** Computes the answer, an object with members; the same view gives the same bytes. */
  ObjectNode answer(View view);
}
