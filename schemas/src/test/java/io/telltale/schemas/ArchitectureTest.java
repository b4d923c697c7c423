package io.telltale.schemas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.telltale.schemas",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("io.telltale.schemas.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("settings")
                    .definedBy("io.telltale.schemas.settings..")
                    .layer("ref")
                    .definedBy("io.telltale.schemas.ref..")
                    .layer("event")
                    .definedBy("io.telltale.schemas.event..")
                    .layer("serde")
                    .definedBy("io.telltale.schemas.serde..")
                    .layer("topic")
                    .definedBy("io.telltale.schemas.topic..")
                    .layer("publish")
                    .definedBy("io.telltale.schemas.publish..")
                    .whereLayer("settings")
                    .mayOnlyBeAccessedByLayers("serde", "topic", "publish")
                    .whereLayer("ref")
                    .mayOnlyBeAccessedByLayers("event", "topic", "publish")
                    .whereLayer("event")
                    .mayOnlyBeAccessedByLayers("topic", "publish")
                    .whereLayer("serde")
                    .mayOnlyBeAccessedByLayers("topic", "publish")
                    .whereLayer("topic")
                    .mayOnlyBeAccessedByLayers("publish")
                    .whereLayer("publish")
                    .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule RECORDS_KNOW_ONLY_RECORDS =
            noClasses()
                    .that()
                    .resideInAPackage("io.telltale.schemas.record..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.telltale..")
                                    .and(resideOutsideOfPackage("io.telltale.schemas.record..")));

    @ArchTest
    static final ArchRule NOTHING_ELSE_OF_OURS_IS_USED =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.telltale..")
                                    .and(resideOutsideOfPackage("io.telltale.schemas..")));

    @ArchTest
    static final ArchRule NOTHING_IMPORTS_CONFLUENT =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.confluent..");
}
