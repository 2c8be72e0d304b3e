package dev.pawl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and their values. */
class KeyTest {
    interface Jdk {
        List<String> list();

        Map<String, Integer> map();
    }

    @Test
    void equalWhenNameTypeAndSecrecyAre() {
        Key<String> key = Key.of("a", String.class);

        assertThat(key).isEqualTo(Key.of("a", String.class)).hasSameHashCodeAs(Key.of("a", String.class));
        assertThat(key).isNotEqualTo(Key.of("b", String.class)).isNotEqualTo(Key.of("a", Integer.class));
        assertThat(key).isNotEqualTo(key.secret());
        assertThat(Key.listOf("a", String.class)).isEqualTo(Key.listOf("a", String.class));
        assertThat(Key.listOf("a", String.class)).isNotEqualTo(Key.listOf("a", Integer.class));
    }

    @Test
    void aGenericTypeIsThatOfTheJdk() throws Exception {
        ParameterizedType list =
                (ParameterizedType) Jdk.class.getDeclaredMethod("list").getGenericReturnType();
        ParameterizedType map =
                (ParameterizedType) Jdk.class.getDeclaredMethod("map").getGenericReturnType();

        assertThat(list).isEqualTo(Key.listOf("a", String.class).type());
        assertThat(map).isEqualTo(Key.mapOf("a", Integer.class).type());
        assertThat(Key.of("a", list).rawType()).isEqualTo(List.class);
    }

    @Test
    void aPrimitiveTypeHoldsBoxedValues() {
        assertThat(Key.of("a", int.class).rawType()).isEqualTo(Integer.class);
        assertThat(Key.listOf("a", int.class)).hasToString("a: List<java.lang.Integer>");
    }

    @Test
    void theTextOfASecretValueDoesNotShowIt() {
        assertThat(Key.of("a", String.class).is("v")).hasToString("a=v");
        assertThat(Key.of("a", String.class).secret().is("v")).hasToString("a is secret");
    }

    @Test
    void nullIsNoValue() {
        Key<String> key = Key.of("a", String.class);

        assertThatThrownBy(() -> key.is(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a.b", "a/b", "ä", "-a"})
    void aNameThatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> Key.of(name, String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypeThatCannotBeReadIsRefused() throws Exception {
        var variable = List.class.getTypeParameters()[0];

        assertThatThrownBy(() -> Key.of("a", variable))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
    }
}
