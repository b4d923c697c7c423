package io.telltale.service;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Stands for a service's own controllers. */
@Controller("/probe")
@SuppressWarnings("DoNotCallSuggester") // that is what these are for
final class Probe {

    static final String SECRET_OF_A_BUG = "text that must not get out";

    /** A body with every sort of member that an answer may hold. */
    @Serdeable
    record Sample(
            @Nullable String missing,
            @Nullable Instant noTime,
            Instant whole,
            Instant fine,
            List<String> none) {}

    /** A body that a caller sends. */
    @Serdeable
    record Wish(String name, int times) {}

    @Get("/sample")
    Sample sample() {
        return new Sample(
                null,
                null,
                Instant.parse("2020-03-16T15:41:14Z"),
                Instant.parse("2020-03-16T15:41:14.123456Z"),
                List.of());
    }

    @Get("/thread")
    String thread() {
        return Boolean.toString(Thread.currentThread().isVirtual());
    }

    @Post("/wish")
    Wish wish(@Body Wish wish) {
        return wish;
    }

    @Put("/wish")
    Wish put() {
        return new Wish("put", 1);
    }

    @Delete("/wish")
    Wish delete() {
        return new Wish("delete", 1);
    }

    @Post("/open/door")
    String open() {
        return "open";
    }

    @Get("/number")
    int number(int limit) {
        return limit;
    }

    @Get("/device/{ref}")
    String device(String ref) {
        return DeviceRef.parse(ref).toString();
    }

    /** As where the threads of requests have ended. */
    @Get("/stopped")
    String stopped() {
        throw new RejectedExecutionException();
    }

    @Get("/bug")
    String bug() {
        throw new IllegalStateException(SECRET_OF_A_BUG);
    }

    @Get("/bad-parameter")
    String badParameter() {
        throw ProblemException.badParameter("limit", "from 1 to 500", "0");
    }

    @Get("/later")
    String later() {
        throw ProblemException.later(
                ProblemType.NOT_READY, "the store is loading", Duration.ofMillis(1500));
    }

    @Get("/failed")
    String failed() {
        throw ProblemException.later(
                ProblemType.NOT_READY,
                "nothing was written",
                Duration.ofSeconds(1),
                new IllegalStateException("not sent", new IOException(SECRET_OF_A_BUG)));
    }
}
