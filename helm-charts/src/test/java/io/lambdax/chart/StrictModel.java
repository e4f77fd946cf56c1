package io.lambdax.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/**
 * Reads objects of Kubernetes' own kinds as the API server does with strict field validation: an
 * unknown field is an error, and so is a number where text is wanted.
 */
final class StrictModel {

  private static final KubernetesSerialization LOOSE = new KubernetesSerialization();

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                // The models collect what they do not know; here it is to be refused.
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictModel() {}

  /** What is wrong with an object, if anything. */
  static Optional<String> problem(JsonNode object) {
    HasMetadata loose = LOOSE.unmarshal(object.toString());
    if (loose instanceof GenericKubernetesResource) {
      throw new IllegalArgumentException("no model of " + object.path("kind"));
    }
    try {
      STRICT.treeToValue(object, loose.getClass());
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(
          e.getOriginalMessage()
              + " at "
              + e.getMessage().replaceAll("(?s).*reference chain: ", ""));
    }
  }
}
