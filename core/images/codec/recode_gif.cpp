#include "core/images/codec/give_up.h"
#include "core/images/codec/png_writer.h"
#include "core/images/codec/recode.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <gif_lib.h>
#include <vector>

namespace hostler::images {
namespace {

constexpr std::size_t kChannels = 4;

int take(GifFileType* gif, GifByteType* into, int wanted) {
  auto& rest = *static_cast<std::string_view*>(gif->UserData);
  const auto size = std::min(rest.size(), static_cast<std::size_t>(std::max(wanted, 0)));
  std::memcpy(into, rest.data(), size);
  rest.remove_prefix(size);
  return static_cast<int>(size);
}

void require(int answer) {
  if (answer == GIF_ERROR) giveUp(Ending::Undecodable, "a damaged or unfinished GIF file");
}

struct Reader {
  explicit Reader(std::string_view& rest) : gif{DGifOpen(&rest, take, nullptr)} {
    if (gif == nullptr) giveUp(Ending::Undecodable, "no GIF file");
  }
  ~Reader() { DGifCloseFile(gif, nullptr); }
  Reader(const Reader&) = delete;

  GifFileType* gif;
};

// Which colour shows what lies behind, where the extension says so.
int clearColourOf(GifFileType* gif, int clearSoFar) {
  int code = 0;
  GifByteType* block = nullptr;
  require(DGifGetExtension(gif, &code, &block));
  while (block != nullptr) {
    GraphicsControlBlock control;
    if (code == GRAPHICS_EXT_FUNC_CODE &&
        DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
      clearSoFar = control.TransparentColor;
    require(DGifGetExtensionNext(gif, &block));
  }
  return clearSoFar;
}

// The order in which lines come.
std::vector<std::size_t> linesOf(const GifImageDesc& image) {
  const auto height = static_cast<std::size_t>(image.Height);
  std::vector<std::size_t> lines;
  const auto pass = [&](std::size_t first, std::size_t step) {
    for (std::size_t y = first; y < height; y += step) lines.push_back(y);
  };
  if (!image.Interlace) {
    pass(0, 1);
  } else {
    pass(0, 8);
    pass(4, 8);
    pass(2, 4);
    pass(1, 2);
  }
  return lines;
}

void draw(GifFileType* gif, int clearColour, const Task& task) {
  require(DGifGetImageDesc(gif));
  const auto& image = gif->Image;
  const auto* map = image.ColorMap != nullptr ? image.ColorMap : gif->SColorMap;
  if (map == nullptr || image.Width < 1 || image.Height < 1 || image.Left < 0 || image.Top < 0)
    giveUp(Ending::Undecodable, "a frame without colours or size");
  const Form form{static_cast<std::uint32_t>(std::max(gif->SWidth, image.Left + image.Width)),
                  static_cast<std::uint32_t>(std::max(gif->SHeight, image.Top + image.Height)),
                  kChannels};
  requireFewPixels(form.width, form.height, task);

  std::vector<std::uint8_t> pixels(form.rowBytes() * form.height);
  std::vector<GifPixelType> line(static_cast<std::size_t>(image.Width));
  for (const auto y : linesOf(image)) {
    require(DGifGetLine(gif, line.data(), image.Width));
    auto* to = pixels.data() + (static_cast<std::size_t>(image.Top) + y) * form.rowBytes() +
               static_cast<std::size_t>(image.Left) * kChannels;
    for (const auto index : line) {
      if (index != clearColour && index < map->ColorCount) {
        const auto& colour = map->Colors[index];
        const std::array<std::uint8_t, kChannels> bytes{colour.Red, colour.Green, colour.Blue, 255};
        std::ranges::copy(bytes, to);
      }
      to += kChannels;
    }
  }
  PngSink sink{task.output};
  sink.begin(form);
  for (std::size_t y = 0; y < form.height; ++y) sink.row(pixels.data() + y * form.rowBytes());
  sink.end();
}

}  // namespace

void recodeGif(std::string_view file, const Task& task) {
  const Reader in{file};
  int clearColour = NO_TRANSPARENT_COLOR;
  for (;;) {
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    require(DGifGetRecordType(in.gif, &record));
    switch (record) {
      case EXTENSION_RECORD_TYPE:
        clearColour = clearColourOf(in.gif, clearColour);
        break;
      case IMAGE_DESC_RECORD_TYPE:
        return draw(in.gif, clearColour, task);
      default:
        giveUp(Ending::Undecodable, "a GIF file without a frame");
    }
  }
}

}  // namespace hostler::images
