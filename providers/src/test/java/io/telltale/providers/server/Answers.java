package io.telltale.providers.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;

/** Takes answers apart. */
public final class Answers {

    private Answers() {}

    /** The value of a Got; any other answer fails the test. */
    public static <T> T got(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Got.class);
        return ((Answer.Got<T>) answer).value();
    }
}
