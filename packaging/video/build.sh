#!/usr/bin/env bash
# A PyAV that a package may carry: compiled against an FFmpeg that only decodes, under the LGPL.
#
#   bash packaging/video/build.sh FFMPEG_SOURCE PREFIX PYTHON
#
# FFMPEG_SOURCE is the unpacked source of FFmpeg 7.1 (from its makers or from a distribution), PREFIX
# a folder for its libraries, PYTHON the environment that PyAV is installed into, in place of PyPI's
# wheel, whose FFmpeg holds x264 and x265 (GPL). Takes a C compiler, nasm, pkg-config, and libdav1d
# with its headers for AV1 (BSD; left out where it is missing). Decoders of FFmpeg itself play H.264, HEVC, VP8,
# VP9, MPEG-4 and the older ones.
set -euo pipefail
source=$(cd "$1" && pwd)
mkdir -p "$2"
prefix=$(cd "$2" && pwd)
python=$3

decoders=h264,hevc,vp8,vp9,av1,mpeg1video,mpeg2video,mpeg4,h263,h263i,flv,msmpeg4v1,msmpeg4v2,msmpeg4v3
decoders=$decoders,wmv1,wmv2,wmv3,vc1,mjpeg,mjpegb,prores,dnxhd,dvvideo,cinepak,svq1,svq3,rawvideo,theora
# shellcheck disable=SC2054  # FFmpeg takes lists with commas
options=(
    --prefix="$prefix" --libdir="$prefix/lib" --enable-shared --disable-static --disable-programs
    --disable-doc --disable-debug --disable-autodetect --disable-network --disable-everything
    --enable-decoder="$decoders" --enable-protocol=file --enable-zlib
    --enable-demuxer=mov,matroska,avi,mpegts,mpegps,mpegvideo,asf,flv
    --enable-parser=h264,hevc,vp8,vp9,av1,mpegvideo,mpeg4video,h263,mjpeg,vc1,dnxhd
    --enable-bsf=extract_extradata,h264_mp4toannexb,hevc_mp4toannexb,vp9_superframe_split,av1_frame_split
)
if pkg-config --exists dav1d; then options+=(--enable-libdav1d --enable-decoder=libdav1d); fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$source/configure" "${options[@]}" >configure.log || { tail -20 configure.log >&2 && exit 1; }
grep '^License:' configure.log
grep -q '^License: LGPL' configure.log || { echo "This FFmpeg would not be under the LGPL." >&2 && exit 1; }
make -j"$(nproc)" >make.log 2>&1 || { tail -20 make.log >&2 && exit 1; }
make install >>make.log 2>&1

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig LDFLAGS="-Wl,-rpath,$prefix/lib"
"$python" -m pip install --no-binary av --no-cache-dir --force-reinstall --no-deps "av>=14,<15"
"$python" -c '
import av
print("PyAV", av.__version__, "with", {name: found["license"] for name, found in av._core.library_meta.items()})
assert all(found["license"].startswith("LGPL") for found in av._core.library_meta.values())
'
