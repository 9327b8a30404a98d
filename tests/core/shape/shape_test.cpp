#include "core/shape/shape.h"

#include "tests/support/suite.h"

namespace hostler {
namespace {

enum class Colour { Red = 1, DeepBlue };
struct Box;

struct Label {
  std::string text;
  static void describe(Shape<Label>& shape) { shape.field("text", &Label::text).length(1, 5); }
};

struct Parcel {
  int quantity = 0;
  std::optional<std::string> note;
  std::optional<std::optional<std::string>> alias;
  std::vector<Label> labels;
  std::optional<Money> price;
  std::optional<Date> due;
  Colour colour = Colour::Red;

  static void describe(Shape<Parcel>& shape) {
    shape.field("quantity", &Parcel::quantity).range(1, 100);
    shape.field("note", &Parcel::note).length(0, 10).multiline();
    shape.field("alias", &Parcel::alias);
    shape.field("labels", &Parcel::labels).count(0, 2);
    shape.field("price", &Parcel::price).positive();
    shape.field("due", &Parcel::due).nullable();
    shape.field("colour", &Parcel::colour).withDefault();
  }
};

}  // namespace

template <>
inline constexpr std::array kEnumNames<Colour>{std::string_view{"red"},
                                               std::string_view{"deep_blue"}};

// Two that have one name, and in the API would be one.
namespace here {
struct Twin {
  int left = 0;
  static void describe(Shape<Twin>& shape) { shape.field("left", &Twin::left); }
};
enum class Side { Left = 1 };
}  // namespace here
namespace there {
struct Twin {
  int right = 0;
  static void describe(Shape<Twin>& shape) { shape.field("right", &Twin::right); }
};
enum class Side { Right = 1 };
}  // namespace there
template <>
inline constexpr std::array kEnumNames<here::Side>{std::string_view{"left"}};
template <>
inline constexpr std::array kEnumNames<there::Side>{std::string_view{"right"}};

class ShapeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ShapeTest);
  CPPUNIT_TEST(readsAndWritesEveryMember);
  CPPUNIT_TEST(quantityTakesNothingButAWholeNumberInRange);
  CPPUNIT_TEST(namesEveryFieldThatIsWrong);
  CPPUNIT_TEST(anUnknownFieldIsRefused);
  CPPUNIT_TEST(absentNullAndValueAreThreeThings);
  CPPUNIT_TEST(moneyIsWholeMinorUnitsOfAKnownCurrency);
  CPPUNIT_TEST(theSchemaSaysWhatTheReaderKeeps);
  CPPUNIT_TEST(aNameInTheApiIsOneTypes);
  CPPUNIT_TEST_SUITE_END();

  static std::string problems(const Json& json) {
    try {
      fromJson<Parcel>(json);
      return "";
    } catch (const ValidationError& error) {
      std::string text;
      for (const auto& field : error.errors()) text += field.field + ":" + field.code + " ";
      return text;
    }
  }

 public:
  void readsAndWritesEveryMember() {
    const Json json =
        Json::parse(R"({"quantity":2,"note":"a\nb","labels":[{"text":"x"}],"colour":"deep_blue",
        "price":{"amount":118000,"currency":"INR"},"due":"2026-01-31"})");

    const auto parcel = fromJson<Parcel>(json);

    CPPUNIT_ASSERT_EQUAL(2, parcel.quantity);
    CPPUNIT_ASSERT(parcel.colour == Colour::DeepBlue);
    CPPUNIT_ASSERT(json == toJson(parcel));
    CPPUNIT_ASSERT(Json::parse(R"({"quantity":1,"labels":[],"colour":"red","due":null})") ==
                   toJson(fromJson<Parcel>({{"quantity", 1}})));
  }

  void quantityTakesNothingButAWholeNumberInRange() {
    for (const auto* bad : {"0", "-1", "1.5", "\"2\"", "2147483648", "1e300", "null", "[1]", "true",
                            "1.0", "101", "18446744073709551615", "9223372036854775808"}) {
      Json json{{"quantity", Json::parse(bad)}};
      CPPUNIT_ASSERT_MESSAGE(bad, problems(json).starts_with("quantity:"));
    }
  }

  void namesEveryFieldThatIsWrong() {
    const auto text = problems(Json::parse(
        R"({"note":7,"labels":[{"text":"ok"},{"text":"too long"}],"due":"2026-02-30","colour":"green","price":{"amount":0,"currency":"INR"}})"));

    CPPUNIT_ASSERT_EQUAL(
        std::string{"quantity:required note:wrong_type labels[1].text:too_long price:out_of_range "
                    "due:malformed colour:not_an_option "},
        text);
  }

  void anUnknownFieldIsRefused() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"labels[0].role:unknown_field unit_price:unknown_field "},
        problems(Json::parse(
            R"({"quantity":1,"unit_price":5,"labels":[{"text":"x","role":"owner"}]})")));
  }

  void absentNullAndValueAreThreeThings() {
    CPPUNIT_ASSERT(!fromJson<Parcel>({{"quantity", 1}}).alias.has_value());
    const auto cleared = fromJson<Parcel>({{"quantity", 1}, {"alias", nullptr}});
    CPPUNIT_ASSERT(cleared.alias.has_value() && !cleared.alias->has_value());
    CPPUNIT_ASSERT_EQUAL(std::string{"x"},
                         **fromJson<Parcel>({{"quantity", 1}, {"alias", "x"}}).alias);
    CPPUNIT_ASSERT_EQUAL(std::string{"note:wrong_type "},
                         problems({{"quantity", 1}, {"note", nullptr}}));
  }

  void moneyIsWholeMinorUnitsOfAKnownCurrency() {
    for (const auto* bad :
         {R"(10.5)", R"({"amount":10.5,"currency":"INR"})", R"({"amount":"100","currency":"INR"})",
          R"({"amount":-1,"currency":"INR"})",
          R"({"amount":10000000000000000000,"currency":"INR"})", R"({"amount":1,"currency":"inr"})",
          R"({"amount":1})", R"({"amount":1,"currency":"INR","x":1})"}) {
      CPPUNIT_ASSERT_MESSAGE(
          bad, problems({{"quantity", 1}, {"price", Json::parse(bad)}}).starts_with("price"));
    }
  }

  void aNameInTheApiIsOneTypes() {
    SchemaBook book;
    const auto first = Codec<here::Twin>::schema(book);
    CPPUNIT_ASSERT(first == Codec<here::Twin>::schema(book));
    CPPUNIT_ASSERT_THROW(Codec<there::Twin>::schema(book), std::logic_error);
    CPPUNIT_ASSERT_THROW(Codec<std::vector<there::Twin>>::schema(book), std::logic_error);
    CPPUNIT_ASSERT(book.schemas().at("Twin")["properties"].contains("left"));

    Codec<here::Side>::schema(book);
    Codec<here::Side>::schema(book);
    CPPUNIT_ASSERT_THROW(Codec<there::Side>::schema(book), std::logic_error);
    SchemaBook another;
    Codec<there::Twin>::schema(another);
    Codec<there::Side>::schema(another);
  }

  void theSchemaSaysWhatTheReaderKeeps() {
    SchemaBook book;
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"$ref":"#/components/schemas/Parcel"})"},
                         dump(Codec<Parcel>::schema(book)));
    const auto& parcel = book.schemas().at("Parcel");
    CPPUNIT_ASSERT(parcel["required"] == Json::parse(R"(["quantity"])"));
    CPPUNIT_ASSERT(parcel["additionalProperties"] == false);
    CPPUNIT_ASSERT(parcel["properties"]["quantity"]["minimum"] == 1);
    CPPUNIT_ASSERT(book.schemas().contains("Label") && book.schemas().contains("Money") &&
                   book.schemas().contains("Colour"));
  }
};
HOSTLER_SUITE(ShapeTest, "core/shape/shape");

}  // namespace hostler
