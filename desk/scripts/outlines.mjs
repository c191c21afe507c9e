console.log("outlines");
