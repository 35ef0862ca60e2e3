package io.lookouttrail.reports.render.common;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes records readable for templates by the names of their components; templates cannot reach
 * anything else of an object.
 *
 * <p>FreeMarker's own support for records needs a multi-release jar, which the shaded jar is not,
 * and covers public classes only.
 */
public final class RecordObjectWrapper extends DefaultObjectWrapper {
  private static final Map<Class<?>, Map<String, RecordComponent>> COMPONENTS =
      new ConcurrentHashMap<>();

  public RecordObjectWrapper() {
    super(Configuration.VERSION_2_3_34);
  }

  @Override
  public @Nullable TemplateModel wrap(@Nullable Object it) throws TemplateModelException {
    if (it instanceof Optional<?> optional) {
      return wrap(optional.orElse(null));
    }
    if (it instanceof Enum<?> constant) {
      return new SimpleScalar(constant.name().toLowerCase(Locale.ROOT));
    }
    return it instanceof LocalDate day ? new SimpleScalar(day.toString()) : super.wrap(it);
  }

  @Override
  protected TemplateModel handleUnknownType(Object it) throws TemplateModelException {
    if (it instanceof Record value) {
      return new RecordModel(value, this);
    }
    throw new TemplateModelException("templates cannot read a " + it.getClass().getName());
  }

  private static Map<String, RecordComponent> components(Class<?> type) {
    return COMPONENTS.computeIfAbsent(
        type,
        record ->
            Arrays.stream(record.getRecordComponents())
                .collect(
                    Collectors.toUnmodifiableMap(RecordComponent::getName, Function.identity())));
  }

  private record RecordModel(Record value, ObjectWrapper wrapper) implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      RecordComponent component = components(value.getClass()).get(name);
      if (component == null) {
        return null;
      }
      try {
        component.getAccessor().setAccessible(true);
        return wrapper.wrap(component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new TemplateModelException(e);
      }
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
