"""Uploads made on the spot."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def png(size=(4, 3)):
    encoded = io.BytesIO()
    Image.new("RGB", size, "navy").save(encoded, format="PNG")
    return SimpleUploadedFile("bild.png", encoded.getvalue(), content_type="image/png")
