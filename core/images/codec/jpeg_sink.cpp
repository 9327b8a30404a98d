#include "core/images/codec/jpeg_sink.h"

#include "core/images/codec/give_up.h"

#include <jerror.h>

namespace hostler::images {
namespace {

[[noreturn]] void failed(j_common_ptr jpeg) {
  char why[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, why);
  const int code = jpeg->err->msg_code;
  const bool isMemory = code == JERR_OUT_OF_MEMORY || code == JERR_NO_BACKING_STORE;
  giveUp(isMemory ? Ending::TooLarge : Ending::Undecodable, why);
}

// A level below zero is damage that the library would paint over. Where the file ends before the
// picture does, the rest would be grey.
void told(j_common_ptr jpeg, int level) {
  const int code = jpeg->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) failed(jpeg);
}

void printed(j_common_ptr) {}

}  // namespace

void endAtErrors(jpeg_error_mgr& errors) {
  jpeg_std_error(&errors);
  errors.error_exit = failed;
  errors.emit_message = told;
  errors.output_message = printed;
}

JpegSink::JpegSink(Output& output, int quality) : quality_{quality} {
  endAtErrors(errors_);
  jpeg_.err = &errors_;
  jpeg_create_compress(&jpeg_);
  destination_.init_destination = started;
  destination_.empty_output_buffer = full;
  destination_.term_destination = ended;
  destination_.output = &output;
  jpeg_.dest = &destination_;
}

JpegSink::~JpegSink() {
  jpeg_destroy_compress(&jpeg_);
}

void JpegSink::begin(const Form& form) {
  jpeg_.image_width = form.width;
  jpeg_.image_height = form.height;
  jpeg_.input_components = static_cast<int>(form.channels);
  jpeg_.in_color_space = form.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg_);
  jpeg_set_quality(&jpeg_, quality_, TRUE);
  jpeg_start_compress(&jpeg_, TRUE);
}

void JpegSink::row(const std::uint8_t* bytes) {
  auto* row = const_cast<JSAMPROW>(bytes);  // which the library only reads
  jpeg_write_scanlines(&jpeg_, &row, 1);
}

void JpegSink::end() {
  jpeg_finish_compress(&jpeg_);
}

void JpegSink::started(j_compress_ptr jpeg) {
  auto& self = *static_cast<Destination*>(jpeg->dest);
  self.next_output_byte = self.room.data();
  self.free_in_buffer = self.room.size();
}

boolean JpegSink::full(j_compress_ptr jpeg) {
  auto& self = *static_cast<Destination*>(jpeg->dest);
  self.output->write(self.room.data(), self.room.size());
  started(jpeg);
  return TRUE;
}

void JpegSink::ended(j_compress_ptr jpeg) {
  auto& self = *static_cast<Destination*>(jpeg->dest);
  self.output->write(self.room.data(), self.room.size() - self.free_in_buffer);
}

}  // namespace hostler::images
