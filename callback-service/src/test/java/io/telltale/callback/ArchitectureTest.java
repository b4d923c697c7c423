package io.telltale.callback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.telltale.callback",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("io.telltale.callback.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_DO_NOT_KNOW_WHAT_PUTS_THEM_TOGETHER =
            noClasses()
                    .that()
                    .resideInAPackage("io.telltale.callback.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.telltale.callback");

    @ArchTest
    static final ArchRule USES_ONLY_SERVICE_PROVIDERS_AND_SCHEMAS_OF_OURS =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            DescribedPredicate.not(
                                            JavaClass.Predicates.resideInAPackage("io.telltale.."))
                                    .or(
                                            JavaClass.Predicates.resideInAnyPackage(
                                                    "io.telltale.callback..",
                                                    "io.telltale.service..",
                                                    "io.telltale.providers..",
                                                    "io.telltale.schemas..")));

    @ArchTest
    static final ArchRule MAKES_NO_OUTBOUND_CALL =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net.http..", "io.telltale.providers.http..");
}
