package io.telltale.service;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import jakarta.inject.Singleton;

/** The schema ids of the process, which its serializers and its readiness share. */
@Factory
final class SchemaIdsFactory {

    @Singleton
    @Bean(preDestroy = "close")
    SchemaIds schemaIds(SerdeSettings settings) {
        return SchemaIds.of(settings);
    }
}
