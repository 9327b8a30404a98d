#include "core/images/image_workshop.h"

#include "core/child/nursery.h"
#include "tests/core/images/drawing.h"
#include "tests/support/suite.h"

namespace hostler::images {
namespace {

using namespace hostler::testing;
using Why = ImageFault::Why;

constexpr std::array kFields{kRed, kGreen, kBlue, kWhite};

Picture fields() {
  return Picture::of(32, 64, kFields);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

// What becomes of an image that somebody sends.
class ImageWorkshopTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImageWorkshopTest);
  CPPUNIT_TEST(aPictureComesThroughAsItWas);
  CPPUNIT_TEST(itDoesSoBehindEveryKindOfWall);
  CPPUNIT_TEST(coloursThatAreClearStayClear);
  CPPUNIT_TEST(whatIsHiddenInAFileDoesNotComeThrough);
  CPPUNIT_TEST(whereAPhotographWasTakenIsForgotten);
  CPPUNIT_TEST(aPhotographIsTurnedAsItsCameraSays);
  CPPUNIT_TEST(ofAnAnimationTheFirstFrameStays);
  CPPUNIT_TEST(aBombDoesNotGoOff);
  CPPUNIT_TEST(whatIsDamagedIsSaidToBe);
  CPPUNIT_TEST(anImageThatEatsMemoryEndsItsProcessAlone);
  CPPUNIT_TEST(anImageThatTakesTooLongIsGivenUp);
  CPPUNIT_TEST(theNewFileIsNoLargerThanItMayBe);
  CPPUNIT_TEST(whoComesWhenAllIsBusyIsToldSo);
  CPPUNIT_TEST(aMissingProgramIsNoFaultOfTheImage);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPictureComesThroughAsItWas() {
    const auto png = made(asPng(fields()), "image/png");
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, png.mediaType);
    CPPUNIT_ASSERT(fields().bytes == pictureOf(png.bytes).bytes);

    const auto jpeg = made(asJpeg(fields()), "image/jpeg");
    CPPUNIT_ASSERT_EQUAL(std::string{"image/jpeg"}, jpeg.mediaType);
    shows("red green blue white", 32, 64, jpeg);

    const auto lossless = made(asWebp(fields(), true), "image/webp");
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, lossless.mediaType);
    CPPUNIT_ASSERT(fields().bytes == pictureOf(lossless.bytes).bytes);

    const auto lossy = made(asWebp(fields(), false), "image/webp");
    CPPUNIT_ASSERT_EQUAL(std::string{"image/jpeg"}, lossy.mediaType);
    shows("red green blue white", 32, 64, lossy);

    const auto gif = made(asGif({fields()}), "image/gif");
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, gif.mediaType);
    CPPUNIT_ASSERT(fields().bytes == pictureOf(gif.bytes).bytes);
  }

  void itDoesSoBehindEveryKindOfWall() {
    for (const auto walls : {child::Walls::Open, child::Walls::Rules, child::Walls::Namespaces}) {
      auto settings = imageSettings();
      settings.walls = walls;
      ImageWorkshop workshop{settings, nursery_};
      const auto image = workshop.makeAnew(asPng(fields()), "image/png");
      CPPUNIT_ASSERT_MESSAGE(image ? "" : image.error().reason, static_cast<bool>(image));
      shows("red green blue white", 32, 64, *image);
    }
  }

  void coloursThatAreClearStayClear() {
    const auto image = made(palettePng(), "image/png");
    // Black lies behind what is clear.
    const auto picture = pictureOf(image.bytes);
    CPPUNIT_ASSERT((picture.at(0, 0) == Colour{0, 0, 0}));
    CPPUNIT_ASSERT((picture.at(3, 1) == kBlue));
    CPPUNIT_ASSERT_MESSAGE("it keeps its palette", has(image.bytes, "PLTE"));
  }

  void whatIsHiddenInAFileDoesNotComeThrough() {
    const std::string page = "<html><script>alert(1)</script></html>", archive = "PK\x03\x04 a.exe";
    const auto chunks = pngChunk("tEXt", "Comment" + std::string(1, '\0') + page) +
                        pngChunk("eXIf", exif(1, "13.0827N 80.2707E")) + pngChunk("prVt", archive);
    for (const auto& [file, type] :
         {std::pair{asPng(fields(), chunks) + page + archive, "image/png"},
          std::pair{asJpeg(fields(), exif(1, page)) + page + archive, "image/jpeg"},
          std::pair{asGif({fields()}) + page + archive, "image/gif"},
          std::pair{asWebp(fields(), true) + page + archive, "image/webp"}}) {
      CPPUNIT_ASSERT(has(file, page) && has(file, archive));
      const auto image = made(file, type);
      shows("red green blue white", 32, 64, image);
      for (const auto* hidden : {"script", "PK\x03\x04", "13.0827N", "tEXt", "Exif", "prVt"})
        CPPUNIT_ASSERT_MESSAGE(std::string{type} + ": " + hidden, !has(image.bytes, hidden));
    }
  }

  void whereAPhotographWasTakenIsForgotten() {
    const auto photograph = asJpeg(fields(), exif(1, "13.0827N 80.2707E"));
    CPPUNIT_ASSERT(has(photograph, "13.0827N"));
    const auto image = made(photograph, "image/jpeg");
    CPPUNIT_ASSERT(!has(image.bytes, "13.0827N"));
    CPPUNIT_ASSERT(!has(image.bytes, "Exif"));
  }

  void aPhotographIsTurnedAsItsCameraSays() {
    const std::array<std::string, 8> turned{"red green blue white", "green red white blue",
                                            "white blue green red", "blue white red green",
                                            "red blue green white", "blue red white green",
                                            "white green blue red", "green white red blue"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const auto image = made(asJpeg(fields(), exif(orientation, "here")), "image/jpeg");
      const bool lies = orientation >= 5;
      shows(turned[static_cast<std::size_t>(orientation - 1)], lies ? 64 : 32, lies ? 32 : 64,
            image);
    }
    shows("red green blue white", 32, 64, made(asJpeg(fields(), exif(9, "here")), "image/jpeg"));
  }

  void ofAnAnimationTheFirstFrameStays() {
    const auto second = Picture::of(32, 64, {kWhite, kWhite, kRed, kRed});
    shows("red green blue white", 32, 64, made(asGif({fields(), second}), "image/gif"));
    shows("white white red red", 32, 64, made(asGif({second, fields()}), "image/gif"));
    shows("white white red red", 32, 64, made(asAnimatedWebp({second, fields()}), "image/webp"));
  }

  void aBombDoesNotGoOff() {
    refused(Why::TooManyPixels, pngBomb(50'000, 50'000), "image/png");
    refused(Why::TooManyPixels, pngBomb(10'000, 5'001), "image/png");
    auto wide = asGif({fields()});
    wide.replace(6, 4, "\xff\xff\xff\xff");
    refused(Why::TooManyPixels, wide, "image/gif");
  }

  void whatIsDamagedIsSaidToBe() {
    for (const auto& [file, type] :
         {std::pair{asPng(Picture::noise(64, 64)), "image/png"},
          std::pair{asJpeg(Picture::noise(64, 64)), "image/jpeg"},
          std::pair{asGif({fields()}), "image/gif"},
          std::pair{asWebp(Picture::noise(64, 64), true), "image/webp"},
          std::pair{asWebp(Picture::noise(64, 64), false), "image/webp"}}) {
      refused(Why::Undecodable, file.substr(0, file.size() / 2), type);
      refused(Why::Undecodable, file.substr(0, 16), type);
      refused(Why::Undecodable, "", type);
    }
    refused(Why::Undecodable, asPng(fields()), "image/jpeg");
    refused(Why::Undecodable, pngBomb(100, 100), "image/png");
  }

  void anImageThatEatsMemoryEndsItsProcessAlone() {
    auto settings = imageSettings();
    settings.memoryBytes = 24 << 20;
    ImageWorkshop workshop{settings, nursery_};
    refused(Why::TooLarge, blankPng(6'000, 6'000, true), "image/png", workshop);
    CPPUNIT_ASSERT(workshop.makeAnew(blankPng(6'000, 600, true), "image/png"));
  }

  void anImageThatTakesTooLongIsGivenUp() {
    auto settings = imageSettings();
    settings.timeout = std::chrono::milliseconds{1};
    ImageWorkshop workshop{settings, nursery_};
    refused(Why::TookTooLong, blankPng(7'000, 7'000, false), "image/png", workshop);
  }

  void theNewFileIsNoLargerThanItMayBe() {
    auto settings = imageSettings();
    settings.mostBytes = 8'000;
    ImageWorkshop workshop{settings, nursery_};
    const auto noise = Picture::noise(64, 64);
    refused(Why::TooLarge, asPng(noise), "image/png", workshop);
    refused(Why::TooLarge, asJpeg(Picture::noise(256, 256)), "image/jpeg", workshop);
    CPPUNIT_ASSERT(workshop.makeAnew(asPng(fields()), "image/png"));
  }

  void whoComesWhenAllIsBusyIsToldSo() {
    auto settings = imageSettings();
    settings.atOnce = 0;
    settings.mostWaiting = 0;
    ImageWorkshop full{settings, nursery_};
    refused(Why::Busy, asPng(fields()), "image/png", full);
    settings.mostWaiting = 1;
    settings.queueLimit = std::chrono::milliseconds{1};
    ImageWorkshop slow{settings, nursery_};
    refused(Why::Busy, asPng(fields()), "image/png", slow);
  }

  void aMissingProgramIsNoFaultOfTheImage() {
    auto settings = imageSettings();
    settings.program = "/nowhere/hostler-image";
    ImageWorkshop workshop{settings, nursery_};
    refused(Why::Failed, asPng(fields()), "image/png", workshop);
  }

 private:
  MadeImage made(const std::string& file, const std::string& type) {
    const auto image = workshop_.makeAnew(file, type);
    CPPUNIT_ASSERT_MESSAGE(type + ": " + (image ? "" : image.error().reason),
                           static_cast<bool>(image));
    return *image;
  }
  static void shows(const std::string& fields, std::uint32_t width, std::uint32_t height,
                    const MadeImage& image) {
    const auto picture = pictureOf(image.bytes);
    CPPUNIT_ASSERT_EQUAL(width, picture.width);
    CPPUNIT_ASSERT_EQUAL(height, picture.height);
    CPPUNIT_ASSERT_EQUAL(fields, picture.fields());
  }
  static void refused(Why why, const std::string& file, const std::string& type,
                      ImageWorkshop& workshop) {
    const auto image = workshop.makeAnew(file, type);
    CPPUNIT_ASSERT_MESSAGE(type + " was made", !image);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(type + ": " + image.error().reason, static_cast<int>(why),
                                 static_cast<int>(image.error().why));
  }
  void refused(Why why, const std::string& file, const std::string& type) {
    refused(why, file, type, workshop_);
  }

  child::Nursery nursery_;
  ImageWorkshop workshop_{imageSettings(), nursery_};
};
HOSTLER_SUITE(ImageWorkshopTest, "core/images/image_workshop");

}  // namespace hostler::images
