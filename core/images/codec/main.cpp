// hostler-image TYPE PIXELS BYTES QUALITY: reads an image of that media type from standard input
// and writes the picture in it to standard output, as a new PNG or JPEG file. Ends as ending.h
// tells. The engine starts one for every image, behind walls, so that nothing from outside is
// decoded by the engine itself and none of the libraries that do it is the engine's.

#include "core/images/codec/give_up.h"
#include "core/images/codec/recode.h"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <new>
#include <string>
#include <system_error>

namespace hostler::images {
namespace {

std::uint64_t number(const char* text) {
  std::uint64_t value = 0;
  const auto* end = text + std::strlen(text);
  if (const auto read = std::from_chars(text, end, value);
      read.ec != std::errc{} || read.ptr != end)
    giveUp(Ending::Failed, "hostler-image TYPE PIXELS BYTES QUALITY: must be numbers");
  return value;
}

std::string standardInput() {
  std::string all;
  char part[64 * 1024];
  while (const auto size = std::fread(part, 1, sizeof part, stdin)) all.append(part, size);
  if (std::ferror(stdin) != 0) giveUp(Ending::Failed, "cannot read");
  return all;
}

void recode(std::string_view type, std::string_view file, const Task& task) {
  if (type == "image/png") return recodePng(file, task);
  if (type == "image/jpeg") return recodeJpeg(file, task);
  if (type == "image/webp") return recodeWebp(file, task);
  if (type == "image/gif") return recodeGif(file, task);
  giveUp(Ending::Failed, "takes image/png, image/jpeg, image/webp and image/gif");
}

}  // namespace

void requireFewPixels(std::uint64_t width, std::uint64_t height, const Task& task) {
  if (width == 0 || height == 0) giveUp(Ending::Undecodable, "an image without pixels");
  if (width > task.mostPixels / height) giveUp(Ending::TooManyPixels, "too many pixels");
}

}  // namespace hostler::images

int main(int argc, char** argv) {
  using namespace hostler::images;
  if (argc != 5) giveUp(Ending::Failed, "usage: hostler-image TYPE PIXELS BYTES QUALITY");
  std::set_new_handler([] { giveUp(Ending::TooLarge, "no memory for it"); });
  Output output{number(argv[3])};
  const Task task{number(argv[2]), static_cast<int>(number(argv[4])), output};
  recode(argv[1], standardInput(), task);
  output.finish();
  return static_cast<int>(Ending::Done);
}
