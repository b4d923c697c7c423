package io.telltale.providers.xtremepush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|[[\"create_time\",\">\",7]]",
                "[[\"a\",\"=\",1]]|[[\"a\",\"=\",1],[\"create_time\",\">\",7]]",
                "{\"operator\":\"AND\",\"0\":[\"a\",\"IN\",[1,2]],\"4\":[\"b\",\">=\",1]}"
                        + "|{\"operator\":\"AND\",\"0\":[\"a\",\"IN\",[1,2]],\"4\":[\"b\",\">=\",1],\"5\":[\"create_time\",\">\",7]}",
                "{\"operator\":\"OR\",\"0\":[\"a\",\"=\",1],\"1\":[\"b\",\"=\",null]}"
                        + "|{\"operator\":\"AND\",\"0\":{\"operator\":\"OR\",\"0\":[\"a\",\"=\",1],\"1\":[\"b\",\"=\",null]},\"1\":[\"create_time\",\">\",7]}",
                "{\"operator\":\"AND\"}|{\"operator\":\"AND\",\"0\":[\"create_time\",\">\",7]}"
            })
    void keepsItsForm_whenABoundIsAdded(String given, String bounded) {
        assertThat(PushCondition.parse(given).and("create_time", ">", 7)).hasToString(bounded);
    }

    @Test
    void staysAsItIs_whenABoundIsAddedToACopy() {
        var condition = PushCondition.parse("[[\"a\",\"=\",1]]");

        condition.and("id", ">", 1);

        assertThat(condition).hasToString("[[\"a\",\"=\",1]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1",
                "null",
                "{}",
                "[1]",
                "[\"a\",\"=\",1]",
                "[[\"a\",\"=\"]]",
                "[[\"a\",\"=\",{}]]",
                "[[\"a\",\"=\",[[1]]]]",
                "[[1,\"=\",1]]",
                "[[\"A b\",\"=\",1]]",
                "[[\"a\",\"or 1\",1]]",
                "{\"operator\":\"XOR\",\"0\":[\"a\",\"=\",1]}",
                "{\"operator\":\"AND\",\"a\":[\"a\",\"=\",1]}",
                "{\"0\":[\"a\",\"=\",1]}",
                "[[[[[[[[[[\"a\",\"=\",1]]]]]]]]]]"
            })
    void refusesWhatIsNoCondition(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PushCondition.parse(text));
    }

    @Test
    void refusesWhatIsTooLong() {
        var longest = "[[\"a\",\"=\",\"%s\"]]".formatted("x".repeat(PushCondition.LONGEST - 14));

        assertThat(PushCondition.parse(longest)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushCondition.parse(longest.replace("\"x", "\"xx")));
    }
}
