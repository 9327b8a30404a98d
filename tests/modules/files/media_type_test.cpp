#include "modules/files/media_type.h"

#include "core/problem/problem.h"
#include "modules/files/file_name.h"
#include "modules/files/upload_checks.h"
#include "tests/modules/files/samples.h"
#include "tests/support/suite.h"

namespace hostler::testing {

class MediaTypeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MediaTypeTest);
  CPPUNIT_TEST(theContentTellsWhatItIs);
  CPPUNIT_TEST(whatABrowserWouldRunIsNotTaken);
  CPPUNIT_TEST(anImageTooLargeToShowIsNotTaken);
  CPPUNIT_TEST(whatIsNotTakenSaysWhatToChange);
  CPPUNIT_TEST(aNameTakesTheEndingOfANewType);
  CPPUNIT_TEST(aNameIsALabelAndNeverAPath);
  CPPUNIT_TEST(aLongNameKeepsItsEnding);
  CPPUNIT_TEST(aHeaderCannotBeBrokenByAName);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theContentTellsWhatItIs() {
    is("application/pdf", pdf());
    is("image/png", png(640, 480));
    is("image/jpeg", jpeg(640, 480));
    is("image/gif", std::string{"GIF89a\x10\0\x10\0\0\0\0", 13});
    is("image/webp", "RIFF" + std::string(4, '\0') + "WEBPVP8X" + std::string(14, '\0'));
    is("text/plain", "Transferred on 3 June, UTR 415200123456.\n");
    is("text/plain", "₹ 1,180.00 भेजे\r\n");
  }

  void whatABrowserWouldRunIsNotTaken() {
    for (const std::string content :
         {"<svg xmlns='http://www.w3.org/2000/svg'/>", "  \n<!DOCTYPE html><p>", "<?php phpinfo();",
          "hello <SCRIPT>alert(1)</SCRIPT>", "#!/bin/sh\nrm -rf /\n", "MZ\x90\x03",
          "\x7f"
          "ELF\x02",
          "PK\x03\x04", "<?xml version='1.0'?><svg/>", ""})
      is("", content);
    is("", std::string{"text\0with nul", 13});
    is("", "\xff\xfe broken \xc3");
    is("", "\x89PNG\r\n\x1a\n");
  }

  void anImageTooLargeToShowIsNotTaken() {
    is("image/png", png(10'000, 5'000));
    is("", png(10'000, 5'001));
    is("", png(0, 10));
    is("", png(0xffffffff, 0xffffffff));
    is("", jpeg(65'535, 65'535));
  }

  void whatIsNotTakenSaysWhatToChange() {
    const auto says = [](const std::string& content, const std::string& code,
                         const std::string& words) {
      const auto why = whyNotTaken(content);
      CPPUNIT_ASSERT_EQUAL(code, why.code);
      CPPUNIT_ASSERT_MESSAGE(why.message, why.message.find(words) != std::string::npos);
    };
    says("<?xml version='1.0'?>\n<SVG xmlns='http://www.w3.org/2000/svg'/>", "type_not_taken",
         "SVG drawing");
    says("PK\x03\x04", "type_not_taken", "a PDF, a PNG, JPEG, GIF or WebP image, or plain text");
    says(png(50'000, 50'000), "too_many_pixels", "at most 50 million pixels, not 50000 × 50000");
    says(png(0, 10), "not_decodable", "image/png");
    says("\xff\xd8\xff\xe0", "not_decodable", "image/jpeg");
  }

  void aNameTakesTheEndingOfANewType() {
    CPPUNIT_ASSERT_EQUAL(std::string{"party.v2.png"}, renamed("party.v2.gif", "image/png"));
    CPPUNIT_ASSERT_EQUAL(std::string{"photo.JPEG"}, renamed("photo.JPEG", "image/jpeg"));
    CPPUNIT_ASSERT_EQUAL(std::string{"photo.jpg"}, renamed("photo.webp", "image/jpeg"));
  }

  void aNameIsALabelAndNeverAPath() {
    label("passwd", "../../etc/passwd");
    label("cmd.txt", "C:\\Windows\\cmd.txt");
    label("htaccess", ".htaccess");
    label("", "..");
    label("a_b_.pdf", "a\nb\".pdf");
    label("बिल.pdf", "बिल.pdf");
    refused(std::string(300, 'a'));
    refused(std::string{"a\0b.pdf", 7});
    refused("\xff.pdf");
  }

  void aLongNameKeepsItsEnding() {
    const auto name = fileLabel(std::string(200, 'x') + ".pdf");
    CPPUNIT_ASSERT_EQUAL(std::size_t{120}, name.size());
    CPPUNIT_ASSERT(name.ends_with("x.pdf"));
    std::string hindi;
    for (int i = 0; i < 60; ++i) hindi += "ब";
    const auto cut = fileLabel(hindi + ".png");
    CPPUNIT_ASSERT(cut.size() <= 120 && cut.ends_with("ब.png"));
  }

  void aHeaderCannotBeBrokenByAName() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"attachment; filename=\"a_b___.pdf\"; filename*=UTF-8''a%22b%E2%82%B9.pdf"},
        asAttachment("a\"b₹.pdf"));
  }

 private:
  static void is(const std::string& type, const std::string& content) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(content.substr(0, 30), type, mediaTypeOf(content));
  }
  static void label(const std::string& expected, const std::string& given) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(given, expected, fileLabel(given));
  }
  static void refused(const std::string& given) {
    CPPUNIT_ASSERT_THROW(fileLabel(given), ValidationError);
  }
};
HOSTLER_SUITE(MediaTypeTest, "modules/files/media_type");

}  // namespace hostler::testing
