package dev.pawl.registry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what people are told of a setting, and what stands in for it:
 *
 * <pre>{@code
 * record Mail(
 *     @Setting("who gets it") String to,
 *     @Setting(value = "how often it is sent", orElse = "1") int times,
 *     Optional<Duration> pause) {}
 * }</pre>
 *
 * <p>A component without it is a setting too: required unless it is an {@code Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** A few words for people; may be empty. */
    String value() default "";

    /**
     * What stands in when a definition does not say the setting, written as in a definition: {@code "1"}, {@code "5m"}, {@code "daily"};
     * for a list its elements. Nothing here: the setting has to be said.
     */
    String[] orElse() default {};
}
