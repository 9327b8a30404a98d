#include "xml.h"

#include "tests/support/suite.h"

using namespace hostler::aws;

namespace {

bool isRefused(const std::string& document) {
  try {
    parseXml(document);
    return false;
  } catch (const XmlError&) {
    return true;
  }
}

std::string nested(int depth) {
  std::string open, close;
  for (int i = 0; i < depth; ++i) {
    open += "<a>";
    close += "</a>";
  }
  return open + close;
}

}  // namespace

class AwsXmlTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsXmlTest);
  CPPUNIT_TEST(readsElementsTextsAndLists);
  CPPUNIT_TEST(whatIsMissingReadsAsEmpty);
  CPPUNIT_TEST(namespacesAndAttributesAreDropped);
  CPPUNIT_TEST(predefinedEntitiesAreCharacters);
  CPPUNIT_TEST(aDocumentTypeIsRefusedWithItsEntities);
  CPPUNIT_TEST(externalEntitiesAreNotFetched);
  CPPUNIT_TEST(depthAndNumberAreBounded);
  CPPUNIT_TEST(whatIsNoXmlIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsElementsTextsAndLists() {
    const auto root = parseXml(
        "<?xml version=\"1.0\"?>\n<R>\n  <set>\n    <item><id>i-1</id></item>\n"
        "    <item><id>i-2</id></item>\n  </set>\n  <empty/>\n  <text> a b </text>\n</R>");
    CPPUNIT_ASSERT_EQUAL(std::string{"R"}, root.name);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, root["set"].children.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"i-2"}, root["set"].children[1].textOf("id"));
    CPPUNIT_ASSERT_EQUAL(std::string{" a b "}, root.textOf("text"));
    CPPUNIT_ASSERT(root.has("empty") && root["set"].text.empty() && root.text.empty());
  }

  void whatIsMissingReadsAsEmpty() {
    const auto root = parseXml("<R/>");
    CPPUNIT_ASSERT(!root.has("set"));
    CPPUNIT_ASSERT(root["set"]["item"].children.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{}, root["a"]["b"].textOf("c"));
  }

  void namespacesAndAttributesAreDropped() {
    const auto root = parseXml(
        "<e:R xmlns:e=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><e:id "
        "kind=\"x\">1</e:id></e:R>");
    CPPUNIT_ASSERT_EQUAL(std::string{"R"}, root.name);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, root.textOf("id"));
  }

  void predefinedEntitiesAreCharacters() {
    const auto root = parseXml("<R><t>a &amp; b &lt;c&gt; &#x20B9; <![CDATA[<d>]]></t></R>");
    CPPUNIT_ASSERT_EQUAL(std::string{"a & b <c> \u20b9 <d>"}, root.textOf("t"));
  }

  void aDocumentTypeIsRefusedWithItsEntities() {
    CPPUNIT_ASSERT(isRefused("<!DOCTYPE R><R/>"));
    std::string bomb = "<!DOCTYPE R [<!ENTITY a \"aaaaaaaaaa\">";
    for (char c = 'b'; c <= 'j'; ++c) {
      bomb += std::string{"<!ENTITY "} + c + " \"";
      for (int i = 0; i < 10; ++i) bomb += std::string{"&"} + static_cast<char>(c - 1) + ";";
      bomb += "\">";
    }
    CPPUNIT_ASSERT(isRefused(bomb + "]><R>&j;</R>"));
  }

  void externalEntitiesAreNotFetched() {
    CPPUNIT_ASSERT(
        isRefused("<!DOCTYPE R [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><R>&x;</R>"));
    CPPUNIT_ASSERT(isRefused("<R>&x;</R>"));
  }

  void depthAndNumberAreBounded() {
    CPPUNIT_ASSERT(!isRefused(nested(30)));
    CPPUNIT_ASSERT(isRefused(nested(40)));
    std::string many = "<R>";
    for (int i = 0; i < 500'001; ++i) many += "<a/>";
    CPPUNIT_ASSERT(isRefused(many + "</R>"));
  }

  void whatIsNoXmlIsRefused() {
    for (const char* text :
         {"", "{\"a\":1}", "<R>", "<R></Q>", "<R/><Q/>", "<R>\x01</R>", "<R>\xff</R>",
          "<!DOCTYPE html><html><body>x</body></html>", "<html><br></html>"}) {
      CPPUNIT_ASSERT_MESSAGE(text, isRefused(text));
    }
  }
};

HOSTLER_SUITE(AwsXmlTest, "plugins/provisioner/aws/xml");
