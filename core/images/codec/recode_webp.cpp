#include "core/images/codec/exif.h"
#include "core/images/codec/give_up.h"
#include "core/images/codec/jpeg_sink.h"
#include "core/images/codec/png_writer.h"
#include "core/images/codec/recode.h"
#include "core/images/codec/turned.h"

#include <vector>
#include <webp/decode.h>
#include <webp/demux.h>

namespace hostler::images {
namespace {

constexpr int kLossy = 1;  // WebPBitstreamFeatures::format

struct Reader {
  explicit Reader(std::string_view file)
      : data{reinterpret_cast<const std::uint8_t*>(file.data()), file.size()},
        demuxer{WebPDemux(&data)} {
    if (demuxer == nullptr) giveUp(Ending::Undecodable, "no whole WebP file");
  }
  ~Reader() { WebPDemuxDelete(demuxer); }
  Reader(const Reader&) = delete;

  WebPData data;
  WebPDemuxer* demuxer;
};

int turnOf(const Reader& in) {
  WebPChunkIterator chunk;
  if (WebPDemuxGetChunk(in.demuxer, "EXIF", 1, &chunk) == 0) return 1;
  const int orientation = orientationOf(
      std::string_view{reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size});
  WebPDemuxReleaseChunkIterator(&chunk);
  return orientation;
}

void send(const std::vector<std::uint8_t>& pixels, const Form& form, int orientation,
          RowSink& sink) {
  Turned turned{orientation, sink};
  turned.begin(form);
  for (std::size_t y = 0; y < form.height; ++y) turned.row(pixels.data() + y * form.rowBytes());
  turned.end();
}

}  // namespace

void recodeWebp(std::string_view file, const Task& task) {
  const Reader in{file};
  Form form{WebPDemuxGetI(in.demuxer, WEBP_FF_CANVAS_WIDTH),
            WebPDemuxGetI(in.demuxer, WEBP_FF_CANVAS_HEIGHT), 4};
  requireFewPixels(form.width, form.height, task);

  WebPIterator frame;
  WebPBitstreamFeatures features;
  if (WebPDemuxGetFrame(in.demuxer, 1, &frame) == 0 || frame.complete == 0 ||
      WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &features) != VP8_STATUS_OK)
    giveUp(Ending::Undecodable, "no frame");
  const auto left = static_cast<std::size_t>(frame.x_offset);
  const auto top = static_cast<std::size_t>(frame.y_offset);
  const auto width = static_cast<std::size_t>(features.width);
  const auto height = static_cast<std::size_t>(features.height);
  if (left + width > form.width || top + height > form.height)
    giveUp(Ending::Undecodable, "a frame outside of its image");

  const bool covers = width == form.width && height == form.height;
  const bool opaque = covers && frame.has_alpha == 0 && features.has_alpha == 0;
  if (opaque) form.channels = 3;
  std::vector<std::uint8_t> pixels(form.rowBytes() * form.height);
  const auto first = top * form.rowBytes() + left * form.channels;
  const auto decode = opaque ? WebPDecodeRGBInto : WebPDecodeRGBAInto;
  if (decode(frame.fragment.bytes, frame.fragment.size, pixels.data() + first,
             pixels.size() - first, static_cast<int>(form.rowBytes())) == nullptr)
    giveUp(Ending::Undecodable, "a damaged frame");
  WebPDemuxReleaseIterator(&frame);

  if (opaque && features.format == kLossy) {
    JpegSink sink{task.output, task.quality};
    send(pixels, form, turnOf(in), sink);
  } else {
    PngSink sink{task.output};
    send(pixels, form, turnOf(in), sink);
  }
}

}  // namespace hostler::images
