#include "core/http/absent_members.h"

#include "core/http/router.h"
#include "tests/support/suite.h"

namespace hostler::http {
namespace {

struct Street {
  std::string line1;
  std::optional<std::string> line2;
  static void describe(Shape<Street>& shape) {
    shape.field("line1", &Street::line1);
    shape.field("line2", &Street::line2);
  }
};

struct Person {
  std::string name;
  std::optional<std::string> company;
  std::optional<Street> address;
  std::vector<Street> others;
  std::optional<int> floor;
  std::optional<std::optional<std::string>> alias;
  std::map<std::string, Json> settings;
  static void describe(Shape<Person>& shape) {
    shape.field("name", &Person::name);
    shape.field("company", &Person::company).length(1, 20);
    shape.field("address", &Person::address);
    shape.field("others", &Person::others);
    shape.field("floor", &Person::floor).nullable();
    shape.field("alias", &Person::alias);
    shape.field("settings", &Person::settings);
  }
};

}  // namespace

// Who sends null for what may be left out means that there is none.
class AbsentMembersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AbsentMembersTest);
  CPPUNIT_TEST(nullInAPostIsAsIfLeftOut);
  CPPUNIT_TEST(whatIsRequiredMayNotBeNull);
  CPPUNIT_TEST(whatKnowsNullKeepsIt);
  CPPUNIT_TEST(nullInAPatchClearsWhatCanBeCleared);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    const auto keep = [this](const auto& request) { seen_ = request.body(); };
    router_.post<Person, Nothing>("/people", Access::everyone(), keep);
    router_.patch<Person, Nothing>("/people", Access::everyone(), keep);
  }

  void nullInAPostIsAsIfLeftOut() {
    const auto body =
        send(Method::Post, {{"name", "Asha"},
                            {"company", nullptr},
                            {"address", {{"line1", "MG Road"}, {"line2", nullptr}}},
                            {"others", Json::array({{{"line1", "x"}, {"line2", nullptr}}})},
                            {"floor", nullptr}});
    CPPUNIT_ASSERT(!body.company);
    CPPUNIT_ASSERT(!body.floor);
    CPPUNIT_ASSERT_EQUAL(std::string{"MG Road"}, body.address->line1);
    CPPUNIT_ASSERT(!body.address->line2);
    CPPUNIT_ASSERT(!body.others.at(0).line2);
    CPPUNIT_ASSERT(!send(Method::Post, {{"name", "Asha"}, {"address", nullptr}}).address);
  }

  void whatIsRequiredMayNotBeNull() {
    CPPUNIT_ASSERT_THROW(send(Method::Post, {{"name", nullptr}}), ValidationError);
    CPPUNIT_ASSERT_THROW(send(Method::Post, {{"name", "Asha"}, {"address", {{"line1", nullptr}}}}),
                         ValidationError);
    CPPUNIT_ASSERT_THROW(send(Method::Post, {{"name", "Asha"}, {"others", Json::array({nullptr})}}),
                         ValidationError);
    CPPUNIT_ASSERT_THROW(send(Method::Post, {{"name", "Asha"}, {"colour", nullptr}}),
                         ValidationError);
  }

  void whatKnowsNullKeepsIt() {
    const auto body = send(
        Method::Post, {{"name", "Asha"}, {"alias", nullptr}, {"settings", {{"token", nullptr}}}});
    CPPUNIT_ASSERT(body.alias.has_value() && !body.alias->has_value());
    CPPUNIT_ASSERT(body.settings.at("token").is_null());
  }

  void nullInAPatchClearsWhatCanBeCleared() {
    const Json street{{"line1", "MG Road"}, {"line2", nullptr}};
    const auto body =
        send(Method::Patch, {{"name", "Asha"}, {"alias", nullptr}, {"address", street}});
    CPPUNIT_ASSERT(body.alias.has_value() && !body.alias->has_value());
    CPPUNIT_ASSERT(!body.address->line2);
    // There is no saying "as it was" with a null: it would pass for a change that was made.
    CPPUNIT_ASSERT_THROW(send(Method::Patch, {{"name", "Asha"}, {"company", nullptr}}),
                         ValidationError);
  }

 private:
  Person send(Method method, const Json& body) {
    const auto match = router_.find(method, "/api/people");
    CPPUNIT_ASSERT(match.route != nullptr);
    Context context{front::Request{}};
    match.route->handle(context, withoutAbsent(body, *match.route));
    return seen_;
  }

  Router router_;
  Person seen_;
};
HOSTLER_SUITE(AbsentMembersTest, "core/http/absent_members");

}  // namespace hostler::http
